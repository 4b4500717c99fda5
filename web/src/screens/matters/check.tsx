// SPDX-License-Identifier: AGPL-3.0-or-later
// The answer of a conflict check: yes or no, the number, whom to ask. Going on needs a reason, under a name.
import { useState } from 'preact/hooks';
import { EngineError } from '../../engine/engine';
import type { Check } from '../../engine/shapes_legal';
import { client, who } from '../../shell/session';
import { t } from '../../texts';
import { Button, ErrorNotice, Notice, TextField } from '../../ui/kit';
import { useStep } from '../../ui/step';

export function askWords(ask: string | undefined): string {
  return ask === undefined ? t('conflict.ask_coordinator') : t('conflict.ask', { who: ask });
}

/** A colleague may have cleared it meanwhile: what they said stays, and work goes on. */
function wasClearedBefore(problem: unknown): boolean {
  return problem instanceof EngineError && problem.code === 'refused' && problem.field === 'id';
}

export const said = (values: string[]): string[] => values.map((one) => one.trim()).filter(Boolean);

/** A step before which everybody named is compared: taken if nobody is met, or with a check that was cleared. */
export function useCompared(ask: () => Promise<Check>, act: (cleared: string | undefined) => Promise<void>) {
  const [check, setCheck] = useState<Check | null>(null);
  const { working, error, take } = useStep();
  const isMet = async () => {
    const answer = await ask();
    setCheck(answer.met ? answer : null);
    return answer.met;
  };
  const go = (cleared?: string) => take(async () => {
    if (cleared === undefined && await isMet()) return;
    try {
      await act(cleared);
    } catch (problem) {
      // Somebody was added elsewhere meanwhile: the answer is asked for anew, and stands here.
      const metNow = problem instanceof EngineError && problem.field === 'check' && await isMet().catch(() => false);
      if (!metNow) throw problem;
    }
  });
  /** Another name is another question. */
  const renamed = <T,>(set: (value: T) => void) => (value: T) => {
    setCheck(null);
    set(value);
  };
  return { check, working, error, go, renamed };
}

export function Met({ check, onCleared }: { check: Check; onCleared: (check: string) => void }) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const clear = async () => {
    setAsked(true);
    setError(null);
    if (reason.trim() === '') return;
    try {
      await client.clearCheck(check.id, reason.trim());
    } catch (problem) {
      if (!wasClearedBefore(problem)) {
        setError(problem);
        return;
      }
    }
    onCleared(check.id);
  };
  return (
    <div class="stack conflict-met">
      <Notice kind="warn" live title={t('conflict.met')}>
        <ul class="stack-small">
          {check.matters.map((one) => <li key={one.number}><bdi class="mono strong">{one.number}</bdi> · <bdi>{askWords(one.ask)}</bdi></li>)}
        </ul>
        <p>{t('conflict.nothing_more')}</p>
      </Notice>
      <TextField label={t('conflict.reason')} value={reason} onInput={setReason} long help={t('conflict.reason_help', { name: who.value?.member ?? '' })}
        error={asked && reason.trim() === '' ? t('conflict.reason_needed') : undefined} />
      <ErrorNotice error={error} />
      <div><Button icon="check" onClick={() => void clear()}>{t('conflict.clear')}</Button></div>
    </div>
  );
}
