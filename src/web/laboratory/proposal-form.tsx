import { categories } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, ChoiceField, LongTextField, SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** The text of a proposal, with what is wrong with it. */
export function ProposalForm({
  text,
  id,
  error,
  token,
  reader,
}: {
  text: string
  id?: string | undefined
  error?: string | undefined
  token: string
  reader: Reader
}) {
  const { laboratory: t } = reader.t
  return (
    <form method="post" action={urls.laboratoryProposals} class="flow">
      <input type="hidden" name="form_token" value={token} />
      {id && <input type="hidden" name="id" value={id} />}
      {error && (
        <Notice kind="grave">
          <p>{error}</p>
        </Notice>
      )}
      <LongTextField name="text" label={t.text} hint={t.textHint} value={text} rows={24} />
      <Actions>
        <button type="submit" class="button">
          {t.keep}
        </button>
      </Actions>
    </form>
  )
}

const wanted = ['court', 'notification', 'person-told', 'purpose-limit', 'dual-criminality'] as const

/** The choices of a model agreement; they are sent as a question, and the answer is the text. */
export function ModelForm({ reader }: { reader: Reader }) {
  const { laboratory: t, facts } = reader.t
  const kinds = facts.values as Record<string, string>
  return (
    <form method="get" action={urls.laboratoryNew} class="flow">
      <p class="soft">{t.modelNote}</p>
      <TextField name="model-title" label={t.modelTitle} />
      <TextField name="parties" label={t.parties} hint={t.partiesHint} />
      <TextField name="from" label={t.from} type="date" narrow />
      <SelectField
        name="channel"
        label={t.channel}
        choices={(['central', 'direct'] as const).map((value) => ({ value, label: t.channels[value] }))}
      />
      <ChoiceField
        name="category"
        label={t.categories}
        several
        row
        value={[...categories]}
        choices={categories.map((value) => ({ value, label: kinds[value] ?? value }))}
      />
      <TextField name="threshold" label={t.threshold} hint={t.thresholdHint} type="number" narrow />
      <TextField name="answer" label={t.answerDays} type="number" narrow value="30" />
      <TextField name="emergency" label={t.emergencyHours} hint={t.emergencyHint} type="number" narrow />
      <ChoiceField
        name="safeguard"
        label={t.safeguardsWanted}
        several
        value={['purpose-limit']}
        choices={wanted.map((value) => ({ value, label: t.safeguard[value] }))}
      />
      <ChoiceField
        name="layers"
        label={t.approvalLayers}
        value={['sequence']}
        choices={[
          { value: 'sequence', label: t.layersInSequence },
          { value: 'parallel', label: t.sideBySide },
        ]}
      />
      <TextField name="opens" label={t.opens} hint={t.opensHint} />
      <ChoiceField
        name="reciprocity"
        label={t.reciprocity}
        several
        choices={[{ value: 'yes', label: t.reciprocity }]}
      />
      <Actions>
        <button type="submit" class="button button-second">
          {t.write}
        </button>
      </Actions>
    </form>
  )
}

/** The text of a proposal from the choices of the model agreement, undefined where none were made. */
export function textOfChoices(query: URLSearchParams): string | undefined {
  const title = query.get('model-title')?.trim()
  if (!title) return undefined
  const words = (name: string) => (query.get(name) ?? '').split(/[\s,]+/).filter(Boolean)
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 40)
  const number = (of: string) => (query.get(of)?.trim() ? [Number(query.get(of))] : [])
  const line = (key: string, value: unknown) => `    ${key}: ${JSON.stringify(value)}`
  return [
    `title: ${JSON.stringify(title)}`,
    'summary: ""',
    'agreements:',
    `  - id: proposals/${name || 'agreement'}`,
    line('title', title),
    line('parties', words('parties').map((one) => one.toUpperCase())),
    `    from: ${query.get('from') || '2027-01-01'}`,
    line('channel', query.get('channel') === 'direct' ? 'direct' : 'central'),
    line('categories', query.getAll('category')),
    ...number('threshold').map((n) => line('threshold_months', n)),
    ...number('answer').map((n) => line('answer_days', n)),
    ...number('emergency').map((n) => line('emergency_hours', n)),
    line('safeguards', query.getAll('safeguard')),
    line('side_by_side', query.get('layers') === 'parallel'),
    line('opens', words('opens')),
    line('reciprocity', query.get('reciprocity') === 'yes'),
    '',
  ].join('\n')
} // biome-ignore format: a line for a line
