// SPDX-License-Identifier: AGPL-3.0-or-later
// How it was signed, who explained it, and for whom: the rules of the release decide, and say what is missing.
import { useState } from 'preact/hooks';
import { useAsk } from '../../shell/ask';
import { form, who } from '../../shell/session';
import type { Language } from '../../texts';
import { direction, language, t, translate } from '../../texts';
import { SignatureField } from '../../ui/signature';
import { Button, CheckField, RadioField, Section, TextField } from '../../ui/kit';

type How = 'on_screen' | 'on_paper' | 'mark_with_witness' | 'by_phone_interpreter';
type YesNo = 'yes' | 'no' | 'unknown';

type Props = { onSign: (how: Record<string, string>) => void; onBack: () => void; onPaper: () => void; into: Language };

export function Signing({ onSign, onBack, onPaper, into }: Props) {
  const [how, setHow] = useState<How | ''>('');
  const [explained, setExplained] = useState(who.value?.member ?? '');
  const [minor, setMinor] = useState<YesNo>('no');
  const [signatory, setSignatory] = useState<'person' | 'guardian'>('person');
  const [accused, setAccused] = useState<YesNo>('unknown');
  const [guardian, setGuardian] = useState('');
  const [relation, setRelation] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [drawn, setDrawn] = useState('');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const shape = useAsk(() => form('release'), [language.value]);
  const ways = shape.value?.vocabularies['signing_ways'] ?? [];
  const yesNo: { code: YesNo; label: string }[] = [
    { code: 'no', label: t('word.no') }, { code: 'yes', label: t('word.yes') }, { code: 'unknown', label: t('word.unknown') },
  ];
  const onScreen = how === 'on_screen';
  const unsigned = onScreen && drawn === '' && typed.trim() === '';
  const ready = how !== '' && explained.trim() !== '' && (!onScreen || (agreed && !unsigned));

  const sign = () => {
    setTried(true);
    if (!ready) return;
    onSign({
      signed_how: how, explained_by: explained.trim(), person_is_minor: minor, signatory,
      ...(onScreen && drawn ? { signature: drawn } : {}), ...(onScreen && typed.trim() ? { signature_name: typed.trim() } : {}),
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
            <SignatureField drawn={drawn} typed={typed} onDraw={setDrawn} onType={setTyped} into={into}
              error={tried && unsigned ? translate(into, 'plain.sign_needed') : undefined} />
          </div>
        )}
        {(how === 'on_paper' || how === 'mark_with_witness') && (
          <div><Button icon="print" onClick={onPaper}>{t('signing.print')}</Button></div>
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
