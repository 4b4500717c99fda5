// SPDX-License-Identifier: AGPL-3.0-or-later
// Which screen a route is. Screens know nothing of each other.
import { AuditScreen } from '../screens/audit/audit';
import { BedsScreen } from '../screens/beds/beds';
import { HandoverScreen } from '../screens/beds/handover';
import { ContactScreen } from '../screens/contact/contact';
import { DeadlineScreen } from '../screens/deadlines/deadline';
import { NewDeadlineScreen } from '../screens/deadlines/new_deadline';
import { DirectoryScreen } from '../screens/directory/directory';
import { ServiceScreen } from '../screens/directory/service';
import { FindingScreen } from '../screens/finding/finding';
import { FormScreen } from '../screens/form/form';
import { DocumentScreen } from '../screens/documents/document';
import { PacketScreen } from '../screens/documents/packet';
import { RedactScreen } from '../screens/documents/redact';
import { TemplateScreen } from '../screens/documents/template';
import { MattersScreen } from '../screens/matters/matters';
import { MatterScreen } from '../screens/matters/matter';
import { NewMatterScreen } from '../screens/matters/new_matter';
import { MatchScreen } from '../screens/match/match';
import { PeopleScreen } from '../screens/people/people';
import { PersonScreen } from '../screens/person/person';
import { CopyScreen } from '../screens/plan/copy';
import { PrintScreen } from '../screens/print/print';
import { RecordScreen } from '../screens/record/record';
import { NewReferralScreen } from '../screens/referral/new_referral';
import { ReferralScreen } from '../screens/referral/referral';
import { ReferralsScreen } from '../screens/referral/referrals';
import { NewReleaseScreen } from '../screens/release/new_release';
import { ReleaseScreen } from '../screens/release/release';
import { SearchScreen } from '../screens/search/search';
import { SettingsScreen } from '../screens/settings/settings';
import { TodayScreen } from '../screens/today/today';
import type { Route } from './router';

export function ScreenOf({ route }: { route: Route }) {
  switch (route.screen) {
    case 'today': return <TodayScreen />;
    case 'people': return <PeopleScreen />;
    case 'contact': return <ContactScreen draft={route.draft} />;
    case 'person': return <PersonScreen person={route.person} view={route.view ?? 'now'} />;
    case 'form': return <FormScreen kind={route.kind} person={route.person} record={route.record} draft={route.draft} given={route.given} view={route.view} />;
    case 'finding': return <FindingScreen person={route.person} record={route.record} draft={route.draft} />;
    case 'record': return <RecordScreen id={route.id} />;
    case 'search': return <SearchScreen text={route.text ?? ''} />;
    case 'directory': return <DirectoryScreen />;
    case 'service': return <ServiceScreen id={route.id} person={route.person} need={route.need} />;
    case 'match': return <MatchScreen person={route.person} />;
    case 'release_new':
      return <NewReleaseScreen person={route.person} service={route.service} recipient={route.recipient} need={route.need} />;
    case 'release': return <ReleaseScreen id={route.id} person={route.person} />;
    case 'referral_new':
      return <NewReferralScreen release={route.release} person={route.person} need={route.need} service={route.service} />;
    case 'referrals': return <ReferralsScreen />;
    case 'referral': return <ReferralScreen id={route.id} />;
    case 'beds': return <BedsScreen view={route.view ?? 'board'} />;
    case 'handover': return <HandoverScreen />;
    case 'copy': return <CopyScreen person={route.person} />;
    case 'deadline': return <DeadlineScreen id={route.id} />;
    case 'deadline_new': return <NewDeadlineScreen person={route.person} matter={route.matter} />;
    case 'matters': return <MattersScreen view={route.view ?? 'list'} />;
    case 'matter': return <MatterScreen id={route.id} />;
    case 'matter_new': return <NewMatterScreen {...route} />;
    case 'document': return <DocumentScreen id={route.id} />;
    case 'redact': return <RedactScreen id={route.id} />;
    case 'packet': return <PacketScreen about={route.about} />;
    case 'template': return <TemplateScreen about={route.about} />;
    case 'settings': return <SettingsScreen section={route.section ?? 'general'} />;
    case 'audit': return <AuditScreen />;
    case 'print': return <PrintScreen person={route.person} />;
  }
}
