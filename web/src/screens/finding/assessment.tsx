// SPDX-License-Identifier: AGPL-3.0-or-later
// What the definitions say of the answers, with the rule that says it. Elements and words; never a number.
import type { Assessment, Definition, Element } from '../../engine/shapes';
import { coded, t } from '../../texts';
import { Tag } from '../../ui/kit';

function elementKind(element: Element): 'good' | 'plain' { return element.presence === 'present' ? 'good' : 'plain'; }

function DefinitionView({ title, value }: { title: string; value: Definition }) {
  return (
    <div class="group-item definition">
      <h3>{title}</h3>
      <p class="strong">{coded('finding.outcome', value.outcome)}</p>
      <ul class="stack-small">
        {(['act', 'means', 'purpose'] as const).map((name) => {
          const element = value.elements[name];
          if (!element) return null;
          return (
            <li key={name} class="element-line">
              <span>{coded('finding.element', name)}</span>
              <Tag kind={elementKind(element)}>
                {coded('finding.presence', element.presence)}
                {element.missing ? ` (${coded('finding.missing', element.missing)})` : ''}
              </Tag>
            </li>
          );
        })}
      </ul>
      <p class="small muted">{t('finding.rule', { rule: value.rule })} {coded('finding.rule_words', value.rule)}</p>
    </div>
  );
}

export function AssessmentView({ value }: { value: Assessment }) {
  return (
    <div class="stack" aria-live="polite">
      <div class="definitions">
        <DefinitionView title={t('finding.palermo')} value={value.palermo} />
        <DefinitionView title={t('finding.us_labour')} value={value.us.labour} />
        <DefinitionView title={t('finding.us_sex')} value={value.us.sex} />
      </div>
      {value.differ && <p>{t('finding.differ')}</p>}
      <p class="small muted">{t('finding.no_score')}</p>
    </div>
  );
}
