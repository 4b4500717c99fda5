// SPDX-License-Identifier: AGPL-3.0-or-later
// What was found in a report: a summary, the claims as a table that can be narrowed, and the words with each claim marked.
import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AuditClaim, AuditReport, AuditVerdict } from '../../engine/shapes';
import type { Key } from '../../texts';
import { number, plural, t } from '../../texts';
import { Button, Empty, Notice, Section, Tag } from '../../ui/kit';
import type { Wanted } from './chosen';
import { bareWords, chosen, nearestRight, readAs, shownPieces } from './chosen';

const words: Record<AuditVerdict, Key> = {
  consistent: 'audit.consistent', truncated: 'audit.truncated', inconsistent: 'audit.inconsistent', impossible: 'audit.impossible',
};
const verdicts: AuditVerdict[] = ['consistent', 'truncated', 'inconsistent', 'impossible'];
const rowsAtOnce = 200;

type ResultsProps = { report: AuditReport; name: string; onSave: () => void };

export function Results({ report, name, onSave }: ResultsProps) {
  const { claims, summary } = report;
  const bad = summary.claims - summary.consistent;
  const clean = bad === 0 && summary.findings.length === 0;
  const [wanted, setWanted] = useState<Wanted>(bad > 0 ? 'bad' : 'all');
  const [rows, setRows] = useState(rowsAtOnce);
  const [shown, setShown] = useState<number | null>(null);
  const head = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => head.current?.focus(), []);
  const found = chosen(claims, wanted);
  const narrow = (next: Wanted) => { setWanted(next); setRows(rowsAtOnce); };
  const filters: [Wanted, string, number][] = [
    ['all', t('audit.all'), summary.claims], ['bad', t('audit.bad'), bad],
    ...verdicts.map((one): [Wanted, string, number] => [one, t(words[one]), summary[one]]),
  ];
  return (
    <div class="audit" ref={head} tabIndex={-1} aria-label={t('audit.results', { name })} role="region">
      <p class="print-only audit-printed">{t('audit.results', { name })}</p>
      <Notice kind={summary.claims === 0 ? 'info' : clean ? 'good' : 'warn'} live title={plural('audit.found', summary.claims)}>
        <p dir="auto">{name}</p>
        {summary.claims === 0 && summary.weighted === 0 && <p>{t('audit.no_claims')}</p>}
        {summary.claims > 0 && <p>{bad === 0 ? t('audit.clean') : plural('audit.not_clean', bad)}</p>}
        {summary.claims > 0 && <p>{summary.pairs_compared === 0 ? t('audit.compared_none') : plural('audit.compared', summary.pairs_compared)}</p>}
        {summary.findings.length > 0 && <p>{plural('audit.across', summary.findings.length)}</p>}
        {summary.claims > 0 && <p>{rule(report)}</p>}
        {summary.weighted > 0 && <p>{t('audit.weighted', { n: number(summary.weighted) })}</p>}
        {summary.power && <p>{t('audit.power', summary.power)}</p>}
      </Notice>
      {summary.findings.length > 0 && (
        <Section title={t('audit.findings')} count={summary.findings.length}>
          <ul class="audit-findings">
            {summary.findings.map((finding, at) => (
              <li key={at}><p dir="auto">{finding.text}</p><p class="small muted" dir="auto">{place(finding)} · {finding.reason}</p></li>
            ))}
          </ul>
        </Section>
      )}
      {summary.claims > 0 && (
        <Section title={t('audit.claims')} actions={<>
          <Button icon="print" onClick={() => print()}>{t('do.print')}</Button>
          <Button icon="file" onClick={onSave}>{t('audit.save')}</Button>
        </>}>
          <div class="audit-filters" role="group" aria-label={t('audit.narrow')}>
            {filters.map(([code, label, count]) => (
              <Button key={code} pressed={wanted === code} onClick={() => narrow(code)} disabled={count === 0 && wanted !== code}>
                {label} <span class="count">{number(count)}</span>
              </Button>
            ))}
          </div>
          {found.length === 0 ? <Empty>{t('audit.none_here')}</Empty> : <Table found={found.slice(0, rows)} claims={claims} onShow={setShown} />}
          {found.length > rows && <div><Button onClick={() => setRows(rows + rowsAtOnce)}>{t('do.more')}</Button></div>}
          {summary.not_listed > 0 && <p class="small muted">{t('audit.not_listed', { n: number(summary.not_listed) })}</p>}
        </Section>
      )}
      <Section title={t('audit.words')}><Words report={report} shown={shown} onBack={() => { setShown(null); toRow(shown); }} /></Section>
    </div>
  );
}

function rule({ summary }: AuditReport): string {
  if (summary.roundings.length > 0) return t('audit.follows', { rules: summary.roundings.map((one) => t(`audit.rule.${one}`)).join(', ') });
  return summary.power && summary.weighted === 0 ? t('audit.follows_none') : '';
}

function place(at: { line: number; column: number; page?: number | undefined }): string {
  const where = t('audit.place', { line: at.line, column: at.column });
  return at.page === undefined ? where : t('audit.page', { page: at.page, where });
}

/** Brings the words of a claim into view, and the keyboard with it. */
function toWords(claim: number): void {
  const mark = document.getElementById(`claim-${claim}`);
  mark?.scrollIntoView({ block: 'center' });
  mark?.focus({ preventScroll: true });
}

/** Back to the line that led there; to the table, where it is no longer shown. */
function toRow(claim: number | null): void {
  const line = document.getElementById(`line-${claim}`) ?? document.querySelector<HTMLElement>('.audit .table-room');
  line?.scrollIntoView({ block: 'center' });
  line?.focus({ preventScroll: true });
}

function Table({ found, claims, onShow }: { found: number[]; claims: AuditClaim[]; onShow: (claim: number) => void }) {
  const show = (claim: number) => { onShow(claim); toWords(claim); };
  return (
    <div class="table-room" role="region" aria-label={t('audit.claims')} tabIndex={0}>
      <table class="table audit-table">
        <thead>
          <tr>
            <th scope="col">{t('audit.where')}</th><th scope="col">{t('audit.said')}</th><th scope="col">{t('audit.read')}</th>
            <th scope="col">{t('audit.verdict')}</th><th scope="col">{t('audit.nearest')}</th><th scope="col">{t('audit.why')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((at) => {
            const claim = claims[at];
            return claim && (
              <tr key={at} class={`is-${claim.verdict}`}>
                <td><button type="button" id={`line-${at}`} class="link-button" onClick={() => show(at)}>{place(claim)}</button></td>
                <td dir="auto">{claim.text}</td>
                <td data-label={t('audit.read')}>{readAs(claim)}</td>
                <td><Tag kind={claim.verdict === 'consistent' ? 'good' : 'warn'}>{t(words[claim.verdict])}</Tag></td>
                <td data-label={claim.nearest === null ? undefined : t('audit.nearest')}>{nearestRight(claim)}</td>
                <td dir="auto">{claim.reason}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type WordsProps = { report: AuditReport; shown: number | null; onBack: () => void };

function Words({ report, shown, onBack }: WordsProps) {
  const pieces = shownPieces(report.text);
  return (
    <>
      {pieces.length < report.text.length && <p class="small muted">{t('audit.beginning')}</p>}
      <div class="audit-text" dir="auto" role="region" aria-label={t('audit.words')} tabIndex={0}>
        {pieces.map((piece, at) => {
          const claim = piece.claim === null ? undefined : report.claims[piece.claim];
          return claim && piece.claim !== null
            ? <Fragment key={at}>
                <mark id={`claim-${piece.claim}`} tabIndex={-1} class={`claim claim-${claim.verdict}`}>
                  {piece.text}{claim.verdict !== 'consistent' && <span class="claim-word"> [{t(words[claim.verdict])}]</span>}
                </mark>
                {shown === piece.claim && <button type="button" class="link-button claim-back no-print" onClick={onBack}>{t('audit.to_list')}</button>}
              </Fragment>
            : bareWords(piece.text);
        })}
      </div>
    </>
  );
}
