// SPDX-License-Identifier: AGPL-3.0-or-later
// Exactly what left, in words: to whom, when, by whom, what for.
import type { Json } from '../../engine/api';
import type { Disclosure } from '../../engine/shapes';
import { inOurWords } from '../../forms/our_words';
import { useAsk } from '../../shell/ask';
import { client } from '../../shell/session';
import { coded, language, list, t } from '../../texts';
import { Answered } from '../../ui/kit';
import { whenWords } from '../../words/dates';

export function WhatLeft({ disclosure }: { disclosure: Disclosure }) {
  const asked = useAsk(async () => {
    const said = await inOurWords((disclosure.what_left['fields'] ?? {}) as Json);
    // Of their own copy only which answers it had is kept.
    const named = said.length > 0 ? [] : await inOurWords(Object.fromEntries(disclosure.fields.map((name) => [name, ''])));
    return { said, named: [...new Set(named.map((one) => one.label))] };
  }, [disclosure.id, language.value]);
  return (
    <div class="stack-small">
      <p><bdi class="strong">{disclosure.recipient ?? t('print.the_person')}</bdi> · {whenWords(disclosure.at)} · {coded('how', disclosure.how)} · <bdi>{disclosure.by}</bdi></p>
      {disclosure.purpose !== undefined && <p class="muted small"><bdi>{disclosure.purpose}</bdi></p>}
      <Answered asked={asked} what={t('record.opening')}>
        {({ said, named }) => (
          named.length > 0 ? <p class="small"><bdi>{list(named)}</bdi></p>
            : <dl class="facts">
                {said.map((one) => <div key={one.name}><dt><bdi>{one.label}</bdi></dt><dd class="keep-lines"><bdi>{one.value}</bdi></dd></div>)}
              </dl>
        )}
      </Answered>
    </div>
  );
}

export function DisclosureFacts({ id, person }: { id: string; person: string }) {
  const asked = useAsk(async () => (await client.disclosures(person)).disclosures.filter((one) => one.id === id), [id, person]);
  return (
    <Answered asked={asked} what={t('record.opening')}>
      {(found) => <>{found.map((one) => <WhatLeft key={one.id} disclosure={one} />)}</>}
    </Answered>
  );
}
