// SPDX-License-Identifier: AGPL-3.0-or-later
// The engine's methods with the shapes of their answers, so that screens need no casts.
import type { Api, Engine, Json, Method } from './engine';
import type * as S from './shapes';
import type * as L from './shapes_legal';
import type * as H from './shapes_shelter';

type Params<M extends Method> = Api[M]['params'];

export type SaveDraft = { draft?: string; kind: string; data: Json; person?: string; of?: string; base?: string[] };

export class Client {
  constructor(readonly engine: Engine) {}

  /** One place for what the generated types leave open: `as` is the shape the engine's tests hold it to. */
  private async ask<T>(method: Method, params: Json): Promise<T> {
    return (await this.engine.call(method, params as never)) as unknown as T;
  }

  info() { return this.ask<S.VaultInfo>('vault.info', {}); }
  init(params: Params<'vault.init'>) { return this.engine.call('vault.init', params); }
  unlock(passphrase: string) { return this.engine.call('vault.unlock', { passphrase }); }
  /** Methods of the host, not of the engine: a report from anywhere is read apart from the vault, and needs none. */
  auditReport(what: { text: string } | { data: string }, language: 'en' | 'es') {
    return this.ask<S.AuditReport>('report.audit' as Method, { ...what, language });
  }
  annotatedReport(what: { text: string } | { data: string }, language: 'en' | 'es') {
    return this.ask<{ page: string }>('report.audit' as Method, { ...what, language, as: 'page' });
  }
  lock() { return this.engine.call('vault.lock', {}); }
  verify() { return this.ask<{ ok: boolean; checked: Record<string, number>; problems: Json[] }>('vault.verify', {}); }
  merge(file: string) {
    return this.ask<{ commits: number; records: number; membership_entries: number; left_out: number; unread_bytes: number; conflicts: { id: string; kind: string }[]; displaced?: H.Displaced[] }>('vault.merge', { file });
  }
  snapshot() { return this.ask<{ file: string; bytes: number }>('vault.snapshot', {}); }
  backedUp(bytes: number, kept_where: string) { return this.engine.call('vault.backed_up', { bytes, kept_where }); }
  printRecovery(language: 'en' | 'es') { return this.ask<{ words: string[]; made: string }>('recovery.print', { language }); }
  useRecovery(params: Params<'recovery.use'>) { return this.engine.call('recovery.use', params); }

  members() { return this.ask<{ members: S.Member[] }>('member.list', {}); }
  addMember(params: Params<'member.add'>) { return this.engine.call('member.add', params); }
  removeMember(member: string) { return this.engine.call('member.remove', { member }); }
  changePassphrase(current: string, next: string) {
    return this.engine.call('member.passphrase', { current, new: next });
  }

  preferences(changed: Params<'member.preferences'> = {}) { return this.ask<S.Preferences>('member.preferences', changed); }

  vocabularies() { return this.ask<{ vocabularies: S.Vocabulary[] }>('vocabulary.list', {}); }
  setTerm(params: Params<'vocabulary.set'>) { return this.engine.call('vocabulary.set', params); }

  periods() { return this.ask<{ periods: { kind: string; months?: number }[] }>('retention.list', {}); }
  setPeriod(kind: string, months: number | null) {
    return this.engine.call('retention.set', months === null ? { kind } : { kind, months });
  }
  suggestedPeriods() { return this.ask<{ suggested: S.SuggestedPeriod[] }>('retention.suggest', {}); }
  takeSuggested() { return this.ask<{ taken: number }>('retention.suggest', { take: true }); }
  pastReview(limit = 100) { return this.ask<{ records: S.PastReview[]; total: number }>('retention.due', { limit }); }
  keep(id: string, reason: string, until = '') {
    const why = reason === '' ? { id } : { id, reason };
    return this.engine.call('retention.keep', until === '' ? why : { ...why, until, agreed: true });
  }

  forms() { return this.ask<{ forms: S.ListedForm[] }>('form.list', {}); }
  form(form: string, language: string) { return this.ask<S.Form>('form.show', { form, language }); }
  addForm(form: Json) { return this.engine.call('form.add', { form }); }

  create(params: Json) {
    return this.ask<{ id: string; person?: string; revision: string; assessment?: S.Assessment }>('record.create', params);
  }
  update(params: Json) {
    return this.ask<{ id: string; revision: string; conflicts: S.Conflict[] }>('record.update', params);
  }
  record(id: string) { return this.ask<S.AmparoRecord>('record.show', { id }); }
  records(params: Params<'record.list'>) {
    return this.ask<{ records: S.ListedRecord[]; next?: string }>('record.list', params);
  }
  history(id: string) { return this.ask<{ revisions: S.Revision[] }>('record.history', { id }); }
  resolve(id: string, field: string, value: unknown) { return this.engine.call('record.resolve', { id, field, value }); }
  erase(id: string, basis: string, part = '') {
    return this.ask<S.Erased>('record.erase', part === '' ? { id, basis } : { id, basis, part });
  }
  forget(person: string, how: { basis?: string; show?: boolean; kept_too?: boolean; conflicts_too?: boolean }) {
    return this.ask<S.Forgotten>('person.erase', { person, ...how });
  }
  person(person: string) { return this.ask<S.Person>('person.show', { person }); }
  similar(params: Params<'person.similar'>) { return this.ask<{ people: S.SimilarPerson[] }>('person.similar', params); }
  summary(params: Params<'person.summary'>) { return this.ask<S.Printed>('person.summary', params); }
  search(text: string, kind?: string, limit = 20) {
    return this.ask<{ hits: S.Hit[] }>('search', kind === undefined ? { text, limit } : { text, kind, limit });
  }
  assess(data: Json) { return this.ask<S.Assessment>('finding.assess', { data }); }

  services(params: Params<'directory.list'>) {
    return this.ask<{ services: S.Service[]; total: number }>('directory.list', params);
  }
  service(id: string) {
    return this.ask<{ id: string; service: Json; organization?: Json; locations: Json[] }>('directory.show', { id });
  }
  importDirectory(params: Params<'directory.import'>) {
    return this.ask<{ created: number; updated: number; unchanged: number; set_aside: Json[] }>('directory.import', params);
  }
  match(params: Params<'match'>) { return this.ask<{ needs: S.NeedMatch[] }>('match', params); }

  releases(person?: string) { return this.ask<{ releases: S.Release[] }>('release.list', person ? { person } : {}); }
  signRelease(params: Params<'release.sign'>) {
    return this.ask<{ id: string; starts: string; ends: string }>('release.sign', params);
  }
  withdraw(params: Params<'release.withdraw'>) {
    return this.ask<{ withdrawn: string; tell?: { disclosed: string; recipient: string }[] }>('release.withdraw', params);
  }
  cards() { return this.ask<{ cards: S.Card[] }>('card.list', {}); }
  ownCard() { return this.ask<{ file: string; fingerprint: string }>('card.export', {}); }
  addCard(file: string, fingerprint: string) {
    return this.ask<{ organization: string; fingerprint: string }>('card.add', { file, fingerprint });
  }
  preview(params: Params<'referral.preview'>) { return this.ask<S.Preview>('referral.preview', params); }
  send(params: Params<'referral.send'>) {
    return this.ask<{ id: string; state: string; how: string; file?: string; letter?: string; recipient: string;
      not_sent: { field: string; why: string }[] }>('referral.send', params);
  }
  letter(id: string, language: string) {
    return this.ask<{ disclosure: string; letter: string }>('referral.letter', { id, language });
  }
  openFile(file: string) {
    return this.ask<{ what: 'referral' | 'answer'; id: string; state: string; fields?: Json }>('referral.open', { file });
  }
  answer(params: Params<'referral.answer'>) {
    return this.ask<{ id: string; state: string; file: string }>('referral.answer', params);
  }
  step(params: Params<'referral.step'>) { return this.ask<{ state: string; outcome: string }>('referral.step', params); }
  referrals(params: Params<'referral.list'>) { return this.ask<{ referrals: S.Referral[] }>('referral.list', params); }
  referral(id: string) { return this.ask<S.ReferralStatus>('referral.status', { id }); }
  disclosures(person?: string) {
    return this.ask<{ disclosures: S.Disclosure[] }>('disclosures', person ? { person } : {});
  }

  board(params: Params<'board'>) { return this.ask<H.Board>('board', params); }
  handover(params: Params<'handover'>) { return this.ask<H.Handover>('handover', params); }
  units() { return this.ask<{ units: H.Unit[] }>('unit.list', {}); }
  stepUnit(params: Params<'unit.step'>) { return this.engine.call('unit.step', params); }
  findBeds(params: Params<'bed.find'>) { return this.ask<H.BedsFound>('bed.find', params); }
  holdBed(params: Params<'bed.hold'>) { return this.ask<{ id: string; state: string; hold_until?: string }>('bed.hold', params); }
  askBed(params: Params<'bed.ask'>) { return this.engine.call('bed.ask', params); }
  closeBed(params: Params<'bed.close'>) { return this.engine.call('bed.close', params); }
  waitingList() { return this.ask<H.WaitingList>('bed.waiting', {}); }
  stays(params: Params<'stay.list'>) { return this.ask<{ stays: H.Stay[] }>('stay.list', params); }
  startStay(params: Params<'stay.start'>) { return this.ask<{ id: string; state: string; hold_until?: string }>('stay.start', params); }
  arrive(id: string, early = false) { return this.engine.call('stay.arrive', early ? { id, early } : { id }); }
  keepHold(id: string, minutes: number) { return this.engine.call('stay.keep', { id, minutes }); }
  extendStay(id: string, until: string) { return this.engine.call('stay.extend', { id, until }); }
  moveStay(id: string, places: string[]) { return this.engine.call('stay.move', { id, places }); }
  awayFrom(params: Params<'stay.away'>) { return this.engine.call('stay.away', params); }
  leaveStay(params: Params<'stay.leave'>) { return this.engine.call('stay.leave', params); }
  endHold(params: Params<'stay.end'>) { return this.engine.call('stay.end', params); }
  tokens() { return this.ask<{ tokens: H.Token[]; counts: Record<string, number> }>('token.list', {}); }
  takeToken(params: Params<'token.take'>) {
    return this.ask<{ id: string; code: string; expires_at: string; free: H.FreePlace[] }>('token.take', params);
  }
  answerToken(params: Params<'token.answer'>) {
    return this.ask<{ id: string; code: string; answer: 'yes' | 'no'; call_back: string }>('token.answer', params);
  }

  ownCopy(person: string, language?: 'en' | 'es') {
    return this.ask<H.OwnCopy>('person.copy', { person, show: true, ...(language === undefined ? {} : { language }) });
  }
  /** As shown, given out: disclosures has a line of it. */
  giveCopy(person: string, language: 'en' | 'es') { return this.engine.call('person.copy', { person, language }); }
  calendar(word: string) { return this.ask<{ calendar: string; entries: number }>('calendar.export', { word }); }

  deadlineRules() { return this.ask<{ rules: H.DeadlineRule[] }>('deadline.rules', {}); }
  countDeadline(params: Params<'deadline.compute'>) { return this.ask<H.Counted>('deadline.compute', params); }
  addDeadline(params: Params<'deadline.add'>) { return this.ask<H.Deadline>('deadline.add', params); }
  deadline(id: string) { return this.ask<H.Deadline>('deadline.show', { id }); }
  changeDeadline(params: Params<'deadline.change'>) { return this.ask<H.Deadline>('deadline.change', params); }
  deadlines(params: Params<'deadline.list'>) { return this.ask<{ deadlines: H.Deadline[] }>('deadline.list', params); }

  matters(params: Params<'matter.list'>) { return this.ask<{ matters: L.Matter[]; behind_walls: number }>('matter.list', params); }
  matter(id: string) { return this.ask<L.MatterShown>('matter.show', { id }); }
  checkParties(params: Params<'matter.check'>) { return this.ask<L.Check>('matter.check', params); }
  clearCheck(id: string, reason: string) { return this.ask<L.Check>('matter.clear', { id, reason }); }
  openMatter(params: Params<'matter.open'>) { return this.ask<L.Matter>('matter.open', params); }
  changeMatter(params: Params<'matter.change'>) { return this.ask<L.Matter>('matter.change', params); }
  addParty(params: Params<'matter.party'>) { return this.ask<{ id: string }>('matter.party', params); }
  wallMatter(params: Params<'matter.wall'>) { return this.ask<L.Matter & { sealed_anew: boolean }>('matter.wall', params); }
  walls() { return this.ask<{ walls: L.Wall[] }>('matter.walls', {}); }
  matterTime(id: string) { return this.ask<L.MatterTime>('matter.time', { id }); }
  confirmLaw(params: Params<'law.confirm'>) { return this.engine.call('law.confirm', params); }
  reliefOptions() { return this.ask<{ options: L.ReliefOption[] }>('relief.options', {}); }
  relief(id: string, option?: string) {
    return this.ask<{ options: L.ReliefOption[] }>('relief.show', option === undefined ? { id } : { id, option });
  }
  answerRelief(params: Params<'relief.answer'>) { return this.ask<L.ReliefOption>('relief.answer', params); }
  placeHold(params: Params<'hold.place'>) { return this.ask<{ id: string }>('hold.place', params); }
  liftHold(id: string, why: string) { return this.engine.call('hold.lift', { id, why }); }
  legalHolds(lifted = false) { return this.ask<{ holds: L.Hold[] }>('hold.list', { lifted }); }
  countRequests(year: number) { return this.ask<L.RequestCount>('request.count', { year }); }

  documents(params: Params<'document.list'>) { return this.ask<{ documents: L.Document[] }>('document.list', params); }
  document(id: string) { return this.ask<L.DocumentShown>('document.show', { id }); }
  custody(id: string) { return this.ask<{ custody: L.Custody[] }>('document.history', { id }); }
  beginDocument(params: Params<'document.begin'>) { return this.ask<{ id: string; piece_bytes: number }>('document.begin', params); }
  putDocument(id: string, data: string) { return this.engine.call('document.put', { id, data }); }
  finishDocument(id: string) { return this.ask<L.Document>('document.finish', { id }); }
  bringDocument(name: string, at: number, data: string, last: boolean) {
    return this.ask<{ state: 'more' | 'kept' | 'here' | 'unknown' | 'given_up' }>('document.bring', { name, at, data, last });
  }
  tidyDocuments() { return this.ask<{ missing: number }>('document.tidy', {}); }
  cancelDocument(id: string) { return this.engine.call('document.cancel', { id }); }
  openDocument(params: Params<'document.open'>) { return this.ask<L.Document & { pieces: number }>('document.open', params); }
  readDocument(id: string, piece: number) { return this.ask<{ data: string; last: boolean }>('document.read', { id, piece }); }
  closeDocument(id: string) { return this.engine.call('document.close', { id }); }
  previewDocument(id: string) { return this.ask<L.DocumentPreview>('document.preview', { id }); }
  documentPages(id: string) { return this.ask<{ pages: L.PageSize[] }>('document.pages', { id }); }
  documentPage(params: Params<'document.page'>) { return this.ask<L.PageShown>('document.page', params); }
  marksOf(id: string, marks: L.RedactMark[]) { return this.ask<L.MarksFound>('document.marks', { id, marks }); }
  redactDocument(params: Params<'document.redact'>) { return this.ask<L.Document>('document.redact', params); }
  makePacket(params: Params<'document.packet'>) { return this.ask<L.Document & { pages: number }>('document.packet', params); }
  eraseDocument(id: string, basis: string) { return this.engine.call('document.erase', { id, basis }); }
  templates(about: Params<'template.list'>) { return this.ask<L.TemplateChoice>('template.list', about); }
  previewTemplate(params: Params<'template.preview'>) { return this.ask<L.TemplateShown>('template.preview', params); }
  fillTemplate(params: Params<'template.fill'>) { return this.ask<L.DocumentShown>('template.fill', params); }

  today() { return this.ask<{ sections: S.TodaySection[] }>('today', {}); }
  saveDraft(params: SaveDraft) { return this.ask<{ draft: string; saved: string }>('draft.save', params); }
  drafts() { return this.ask<{ drafts: S.ListedDraft[] }>('draft.list', {}); }
  draft(draft: string) { return this.ask<S.Draft>('draft.show', { draft }); }
  discardDraft(draft: string) { return this.ask<Json>('draft.discard', { draft }); }
}
