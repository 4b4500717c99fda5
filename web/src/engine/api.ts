// SPDX-License-Identifier: AGPL-3.0-or-later
// Written by scripts/engine_types.mjs from data/api.json: `npm run types`.
export type Json = Record<string, unknown>;

export interface Api {
  "api": { params: Record<string, never>; result: { "methods"?: Json[] } };
  "vault.init": { params: { "organization": string; "member": string; "passphrase": string }; result: { "organization_id"?: string; "member_id"?: string; "device_id"?: string } };
  "vault.unlock": { params: { "passphrase": string }; result: { "organization"?: string; "organization_id"?: string; "member_id"?: string; "member"?: string; "role"?: string; "parts"?: string[]; "warnings"?: string[] } };
  "vault.lock": { params: Record<string, never>; result: Json };
  "vault.info": { params: Record<string, never>; result: { "format"?: number; "organization_id"?: string; "bytes"?: number; "members"?: number; "commits"?: number; "unlocked"?: boolean; "organization"?: string; "member"?: string; "role"?: string; "parts"?: string[]; "records"?: Json; "last_change"?: string } };
  "vault.verify": { params: Record<string, never>; result: { "ok"?: boolean; "checked"?: Json; "problems"?: Json[] } };
  "vault.compact": { params: Record<string, never>; result: { "bytes_before"?: number; "bytes_after"?: number } };
  "vault.backed_up": { params: { "bytes": number; "kept_where"?: string }; result: { "id"?: string } };
  "vault.snapshot": { params: Record<string, never>; result: { "file"?: string; "bytes"?: number } };
  "member.add": { params: { "name": string; "role": "coordinator" | "advocate" | "attorney" | "shelter" | "outreach" | "statistician"; "passphrase": string }; result: { "member_id"?: string; "parts"?: string[] } };
  "member.list": { params: Record<string, never>; result: { "members"?: Json[] } };
  "member.remove": { params: { "member": string }; result: { "epochs"?: Json } };
  "member.rekey": { params: Record<string, never>; result: { "epoch"?: number } };
  "member.passphrase": { params: { "current": string; "new": string }; result: Json };
  "form.list": { params: Record<string, never>; result: { "forms"?: Json[] } };
  "form.show": { params: { "form": string; "language"?: string }; result: Json };
  "form.add": { params: { "form": Json }; result: { "form"?: string; "version"?: number } };
  "record.create": { params: { "kind": string; "data": Json; "person"?: string }; result: { "id"?: string; "person"?: string; "revision"?: string; "assessment"?: Json } };
  "record.update": { params: { "id": string; "data": Json; "parents"?: string[] }; result: { "id"?: string; "revision"?: string; "conflicts"?: Json[] } };
  "record.show": { params: { "id": string }; result: { "id"?: string; "kind"?: string; "person"?: string; "data"?: Json; "conflicts"?: Json[]; "sealed"?: string[]; "created"?: string; "updated"?: string; "heads"?: string[]; "erased"?: Json[]; "assessment"?: Json } };
  "record.list": { params: { "kind"?: string; "person"?: string; "limit"?: number; "after"?: string }; result: { "records"?: Json[]; "next"?: string } };
  "record.history": { params: { "id": string }; result: { "revisions"?: Json[] } };
  "record.resolve": { params: { "id": string; "field": string; "value": unknown }; result: { "revision"?: string } };
  "record.erase": { params: { "id": string; "part"?: string; "basis": string }; result: { "erased"?: Json[]; "remains"?: string[] } };
  "person.show": { params: { "person": string }; result: { "person"?: string; "chosen_name"?: string; "records"?: Json[] } };
  "person.similar": { params: { "name"?: string; "phone"?: string; "limit"?: number }; result: { "people"?: Json[] } };
  "search": { params: { "text": string; "kind"?: string; "limit"?: number }; result: { "hits"?: Json[] } };
  "directory.import": { params: { "files": { "name": string; "text": string }[]; "source": string; "mapping"?: Json; "dry_run"?: boolean }; result: { "created"?: number; "updated"?: number; "unchanged"?: number; "set_aside"?: Json[]; "dropped"?: Json } };
  "directory.export": { params: Record<string, never>; result: { "services"?: Json[]; "left_out"?: Json[] } };
  "directory.list": { params: { "text"?: string; "need"?: string; "limit"?: number }; result: { "services"?: Json[] } };
  "directory.show": { params: { "id": string }; result: Json };
  "match": { params: { "person"?: string; "needs"?: string[]; "languages"?: string[]; "near"?: { "latitude": number; "longitude": number }; "area"?: string; "wishes"?: string[]; "max_km"?: number; "populations"?: string[]; "at"?: string; "limit"?: number; "exclusions"?: number }; result: { "needs"?: Json[] } };
  "finding.assess": { params: { "data": Json }; result: Json };
  "release.sign": { params: { "person": string; "recipient": string; "recipient_card"?: string; "service"?: string; "fields": string[]; "purpose": string; "starts"?: string; "ends"?: string; "signed_how": string; "explained_by": string; "language": string; "signatory"?: "person" | "guardian"; "guardian_name"?: string; "guardian_relation"?: string; "person_is_minor"?: "yes" | "no" | "unknown"; "guardian_is_accused"?: "yes" | "no" | "unknown" }; result: { "id"?: string; "starts"?: string; "ends"?: string } };
  "release.withdraw": { params: { "id": string; "by"?: string; "reason"?: string }; result: { "id"?: string; "withdrawn"?: string } };
  "release.list": { params: { "person"?: string; "limit"?: number }; result: { "releases"?: Json[] } };
  "card.export": { params: Record<string, never>; result: { "file"?: string; "fingerprint"?: string } };
  "card.renew": { params: Record<string, never>; result: { "file"?: string; "fingerprint"?: string } };
  "card.add": { params: { "file": string; "fingerprint": string }; result: { "id"?: string; "organization"?: string; "fingerprint"?: string } };
  "card.list": { params: Record<string, never>; result: { "cards"?: Json[] } };
  "referral.preview": { params: { "release": string; "need"?: string; "service"?: string; "message"?: string; "call_back"?: string }; result: { "fields"?: Json; "not_sent"?: Json[] } };
  "referral.send": { params: { "release": string; "need"?: string; "service"?: string; "message"?: string; "call_back"?: string; "language"?: string }; result: { "id"?: string; "state"?: string; "file"?: string; "letter"?: string; "disclosure"?: string } };
  "referral.open": { params: { "file": string }; result: { "id"?: string; "what"?: "referral" | "answer"; "state"?: string; "fields"?: Json } };
  "referral.answer": { params: { "id": string; "answer": "accept" | "decline"; "reason"?: string; "message"?: string }; result: { "id"?: string; "state"?: string; "file"?: string; "reason_sent"?: boolean } };
  "referral.step": { params: { "id": string; "event": string; "reason"?: string }; result: { "id"?: string; "state"?: string; "outcome"?: string } };
  "referral.list": { params: { "person"?: string; "direction"?: "in" | "out"; "limit"?: number }; result: { "referrals"?: Json[] } };
  "referral.status": { params: { "id": string }; result: { "id"?: string; "state"?: string; "outcome"?: string; "received"?: Json; "steps"?: Json[] } };
  "disclosures": { params: { "person"?: string; "limit"?: number }; result: { "disclosures"?: Json[] } };
  "recovery.print": { params: { "language"?: "en" | "es" }; result: { "words"?: string[]; "made"?: string } };
  "recovery.use": { params: { "words": string[]; "member": string; "passphrase": string }; result: { "member_id"?: string } };
}
