import type { LawBase } from '../../law/index.ts'
import { isDue, type ShownPromise } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'
import { MeasuredTable, TargetInWords } from './measured.tsx'

interface Props {
  readonly promises: readonly ShownPromise[]
  /** Where a finding can be put down by who looks at it. */
  readonly finding: ((promise: string) => Sheet) | undefined
  readonly stands: boolean
  readonly today: string
  readonly law: LawBase
  readonly reader: Reader
}

/** What was promised, what the figures show of it, and what people found; the finding never follows from the figures. */
export function Promises({ promises, finding, stands, today, law, reader }: Props) {
  const { dialogues: t } = reader.t
  if (promises.length === 0) return <p class="soft">{t.noPromises}</p>
  return (
    <ol class="plain flow">
      {promises.map((one) => (
        <li class="card flow" id={one.id}>
          <div class="flow flow-tight">
            <p>
              <strong>{t.promised(t.by[one.by], one.office, reader.date(one.due))}</strong>
            </p>
            <p class="prose">{one.says}</p>
            <p>
              <TargetInWords target={one.target} law={law} reader={reader} />
            </p>
            <p class="small soft">{t.directions[one.by === 'them' ? 'outgoing' : 'incoming']}</p>
          </div>
          <MeasuredTable {...one} caption={t.shows} word={t.target} reader={reader} />
          {stands && isDue(one, today) && (
            <Notice kind="care">
              <p>{t.due}</p>
            </Notice>
          )}
          <Found promise={one} reader={reader} />
          {finding && <FindForm promise={one.id} sheet={finding(one.id)} />}
        </li>
      ))}
    </ol>
  )
}

function Found({ promise: { found }, reader }: { promise: ShownPromise; reader: Reader }) {
  const { dialogues: t } = reader.t
  if (found.length === 0) return <p class="small soft">{t.noFinding}</p>
  return (
    <ul class="plain flow flow-tight">
      {found.map(({ kept, reason, found: { name, at } }) => (
        <li class="flow flow-tight">
          <p>
            <Status tone={kept ? 'open' : 'closed'} word={kept ? t.kept : t.broken} />{' '}
            <span class="small soft">{t.foundBy(name, reader.instant(at))}</span>
          </p>
          <p class="prose">{reason}</p>
        </li>
      ))}
    </ul>
  )
}

/** Its fields are named after the promise, so that several stand on one page. */
function FindForm({ promise, sheet }: { promise: string; sheet: Sheet }) {
  const { find: t } = sheet.reader.t.dialogues
  const { values, ...field } = typed(sheet, promise, 'kept')
  return (
    <SheetForm
      sheet={sheet}
      act={promise}
      title={t.title}
      about={t.about}
      button={t.button}
      look="button button-second"
    >
      <ChoiceField
        {...field}
        label={t.kept}
        row
        value={values}
        choices={[
          { value: 'yes', label: t.yes },
          { value: 'no', label: t.no },
        ]}
      />
      <Prose sheet={sheet} act={promise} name="reason" label={t.reason} hint={t.hint} />
    </SheetForm>
  )
}
