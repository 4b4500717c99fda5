// SPDX-License-Identifier: AGPL-3.0-or-later
// The engine's methods with the shapes of their answers, so that screens need no casts.
import type { Api, Engine, Json, Method } from './engine';
import type * as S from './shapes';

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
  lock() { return this.engine.call('vault.lock', {}); }
  verify() { return this.ask<{ ok: boolean; checked: Record<string, number>; problems: Json[] }>('vault.verify', {}); }
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
  pastReview(limit = 100) { return this.ask<{ records: S.PastReview[]; total: number }>('retention.due', { limit }); }
  keep(id: string, reason: string) { return this.engine.call('retention.keep', reason === '' ? { id } : { id, reason }); }

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
  erase(id: string, basis: string) { return this.engine.call('record.erase', { id, basis }); }
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

  today() { return this.ask<{ sections: S.TodaySection[] }>('today', {}); }
  saveDraft(params: SaveDraft) { return this.ask<{ draft: string; saved: string }>('draft.save', params); }
  drafts() { return this.ask<{ drafts: S.ListedDraft[] }>('draft.list', {}); }
  draft(draft: string) { return this.ask<S.Draft>('draft.show', { draft }); }
  discardDraft(draft: string) { return this.ask<Json>('draft.discard', { draft }); }
}
