import type { LawBase } from '../../law/index.ts'
import { dueWithin, type LineFilter, statuses } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { isNarrowed, urgencies } from './filter.ts'

interface Props {
  /** Where the list is. */
  action: string
  filter: LineFilter
  /** What the organisation has requests by: only that can be chosen. */
  among: {
    readonly routes: readonly string[]
    readonly states: readonly string[]
    readonly companies: readonly string[]
  }
  /** A day knows no state of the request: what is over is nobody's to do. */
  without?: readonly ('status' | 'urgency' | 'order')[]
  law: LawBase
  reader: Reader
}

/** What a list is narrowed by, in the address: it can be kept, sent on and gone back to. */
export function Narrow({ action, filter, among, without = [], law, reader }: Props) {
  const { lists: t, requests, waiting } = reader.t
  const routes = among.routes
    .map((value) => ({ value, label: reader.law(law.rules.get(value)?.title ?? value) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  const states = among.states
    .map((value) => ({ value, label: reader.country(value) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  return (
    <search class="no-print">
      <form action={action} method="get" class="card search narrow">
        <TextField name="q" type="search" label={t.words} hint={t.wordsHint} value={filter.words} />
        <SelectField
          name="due"
          label={t.due}
          choices={Object.keys(dueWithin).map((value) => ({ value, label: t.dues[value as keyof typeof dueWithin] }))}
          value={filter.due}
          empty={t.anyDue}
        />
        {!without.includes('status') && (
          <SelectField
            name="status"
            label={t.status}
            choices={[
              { value: 'open', label: t.openOnly },
              { value: 'all', label: t.anyStatus },
              ...statuses.map((value) => ({ value, label: requests.status[value] })),
            ]}
            value={filter.status ?? 'all'}
          />
        )}
        {!without.includes('order') && (
          <SelectField
            name="order"
            label={waiting.order}
            choices={(['newest', 'expected'] as const).map((value) => ({ value, label: waiting.orders[value] }))}
            value={filter.order ?? 'newest'}
          />
        )}
        <Fold title={t.narrow} open={(filter.route ?? filter.state ?? filter.urgency ?? filter.company) !== undefined}>
          <div class="search">
            <SelectField name="route" label={t.route} choices={routes} value={filter.route} empty={t.anyRoute} />
            <SelectField name="state" label={t.state} choices={states} value={filter.state} empty={t.anyState} />
            {(among.companies.length > 1 || filter.company) && (
              <SelectField
                name="company"
                label={reader.t.answering.company}
                choices={among.companies.map((value) => ({ value, label: value }))}
                value={filter.company}
                empty={reader.t.answering.companyAny}
              />
            )}
            {!without.includes('urgency') && (
              <SelectField
                name="urgency"
                label={t.urgency}
                choices={urgencies.map((value) => ({ value, label: t.urgencies[value] }))}
                value={filter.urgency}
                empty={t.anyUrgency}
              />
            )}
          </div>
        </Fold>
        <div class="actions">
          <button type="submit" class="button">
            {t.show}
          </button>
          {isNarrowed(filter) && <a href={action}>{t.clear}</a>}
        </div>
      </form>
    </search>
  )
}
