// SPDX-License-Identifier: AGPL-3.0-or-later
// One box: names, aliases, numbers, words in notes; as they are typed.
import { useRef, useState } from 'preact/hooks';
import type { Hit } from '../../engine/shapes';
import { useAsk, useSettled } from '../../shell/ask';
import { searchBox, typedAhead } from '../../shell/open_search';
import { go } from '../../shell/router';
import { client, labelsOf } from '../../shell/session';
import { coded, language, plural, t } from '../../texts';
import { Answered, Empty, Row, Screen } from '../../ui/kit';

export function openHit(hit: Hit): void {
  if (hit.kind === 'service') void go({ screen: 'service', id: hit.record });
  else if (hit.kind === 'referral') void go({ screen: 'referral', id: hit.record });
  else if (hit.kind === 'document') void go({ screen: 'document', id: hit.record });
  else if (hit.kind === 'matter') void go({ screen: 'matter', id: hit.record });
  else if (hit.person !== undefined && hit.kind === 'contact') void go({ screen: 'person', person: hit.person });
  else void go({ screen: 'record', id: hit.record });
}

export function SearchScreen({ text: begun }: { text: string }) {
  const [text, setText] = useState(() => begun || typedAhead());
  const settled = useSettled(text.trim(), 60);
  const box = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLUListElement>(null);
  const asked = useAsk(async () => {
    if (settled === '') return { text: '', hits: [], labels: {} as Record<string, string> };
    const { hits } = await client.search(settled, undefined, 40);
    return { text: settled, hits, labels: await labelsOf(hits) };
  }, [settled, language.value]);

  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons = [...(results.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement) + (event.key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    if (at < 0) box.current?.focus();
    else buttons[Math.min(at, buttons.length - 1)]?.focus();
  };
  const first = () => {
    const hit = asked.value?.hits[0];
    if (hit && settled === text.trim()) openHit(hit);
  };

  return (
    <Screen title={t('search.title')} begin="field">
      <div class="stack" onKeyDown={move}>
        <form class="field" role="search" onSubmit={(event) => { event.preventDefault(); first(); }}>
          <label for={searchBox}>{t('search.label')}</label>
          <p class="help" id="search-help">{t('search.help')}</p>
          <input id={searchBox} ref={box} type="search" dir="auto" autocomplete="off" value={text} aria-describedby="search-help"
            onInput={(event) => setText(event.currentTarget.value)} />
        </form>
        <Answered asked={asked} what={t('search.waiting')}>
          {({ text: asks, hits, labels }) => (
            <div data-for={asks}>
              <p class="hidden" role="status">{settled === '' ? '' : plural('search.found', hits.length)}</p>
              {settled !== '' && hits.length === 0 && <Empty>{t('search.none')}</Empty>}
              {hits.length > 0 && (
                <div class="card">
                  <ul class="rows" ref={results}>
                    {hits.map((hit) => (
                      <Row key={hit.record} icon={hit.kind === 'contact' ? 'people' : hit.kind === 'service' ? 'directory' : 'note'}
                        onClick={() => openHit(hit)} title={<span dir="auto">{hit.title || labels[hit.kind]}</span>}
                        detail={`${labels[hit.kind] ?? hit.kind} · ${coded('why', hit.why)}`} />
                    ))}
                  </ul>
                </div>
              )}
            </div>
          )}
        </Answered>
      </div>
    </Screen>
  );
}
