// SPDX-License-Identifier: AGPL-3.0-or-later
// How it was signed, who explained it, and for whom: the rules of the release decide, and say what is missing.
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { form, who } from '../../shell/session';
import type { Language } from '../../texts';
import { direction, language, t, translate } from '../../texts';
import { Button, CheckField, RadioField, Section, TextField } from '../../ui/kit';

type How = 'on_screen' | 'on_paper' | 'mark_with_witness' | 'by_phone_interpreter';
type YesNo = 'yes' | 'no' | 'unknown';

export function Signing({ onSign, onBack, into }: { onSign: (how: Record<string, string>) => void; onBack: () => void; into: Language }) {
  const [how, setHow] = useState<How | ''>('');
  const [explained, setExplained] = useState(who.value?.member ?? '');
  const [minor, setMinor] = useState<YesNo>('no');
  const [signatory, setSignatory] = useState<'person' | 'guardian'>('person');
  const [accused, setAccused] = useState<YesNo>('unknown');
  const [guardian, setGuardian] = useState('');
  const [relation, setRelation] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const shape = useAsk(() => form('release'), [language.value]);
  const ways = shape.value?.vocabularies['signing_ways'] ?? [];
  const yesNo: { code: YesNo; label: string }[] = [
    { code: 'no', label: t('word.no') }, { code: 'yes', label: t('word.yes') }, { code: 'unknown', label: t('word.unknown') },
  ];
  const needsAgreement = how === 'on_screen';
  const ready = how !== '' && explained.trim() !== '' && (!needsAgreement || agreed);

  const sign = () => {
    setTried(true);
    if (!ready) return;
    onSign({
      signed_how: how, explained_by: explained.trim(), person_is_minor: minor, signatory,
      ...(signatory === 'guardian' ? { guardian_name: guardian, guardian_relation: relation, guardian_is_accused: accused } : {}),
    });
  };

  return (
    <form class="stack no-print" noValidate onSubmit={(event) => { event.preventDefault(); sign(); }}>
      <Section title={t('signing.title')}>
        <RadioField label={t('signing.how')} value={how} onChange={setHow} error={tried && how === '' ? t('check.needed') : undefined}
          options={(['on_screen', 'on_paper', 'mark_with_witness', 'by_phone_interpreter'] as const).map((code) => ({
            code, label: ways.find((one) => one.code === code)?.label ?? code }))} />
        {how === 'on_screen' && (
          <div class="agree" lang={into} dir={direction(into)}>
            <CheckField label={<span class="strong">{translate(into, 'plain.i_agree')}</span>} checked={agreed} onChange={setAgreed} />
            {tried && !agreed && <p class="field-error">{translate(into, 'plain.agree_needed')}</p>}
          </div>
        )}
        {(how === 'on_paper' || how === 'mark_with_witness') && (
          <div><Button icon="print" onClick={() => print()}>{t('signing.print')}</Button></div>
        )}
        <TextField label={t('signing.explained_by')} help={t('signing.explained_help')} value={explained} onInput={setExplained}
          error={tried && explained.trim() === '' ? t('check.needed') : undefined} />
        <RadioField label={t('signing.minor')} value={minor} onChange={setMinor} options={yesNo} />
        {minor !== 'no' && (
          <RadioField label={t('signing.signatory')} value={signatory} onChange={setSignatory}
            options={[{ code: 'person', label: t('signing.person') }, { code: 'guardian', label: t('signing.guardian') }]} />
        )}
        {minor !== 'no' && signatory === 'guardian' && (
          <>
            <TextField label={t('signing.guardian_name')} value={guardian} onInput={setGuardian} />
            <TextField label={t('signing.guardian_relation')} value={relation} onInput={setRelation} />
            <RadioField label={t('signing.accused')} value={accused} onChange={setAccused} options={yesNo} />
          </>
        )}
      </Section>
      <div class="form-foot">
        <Button onClick={onBack}>{t('signing.mend')}</Button>
        <Button kind="primary" type="submit" icon="check">{how === 'on_screen' ? t('signing.sign') : t('signing.record')}</Button>
      </div>
    </form>
  );
}
