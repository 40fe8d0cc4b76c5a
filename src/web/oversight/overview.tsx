import { isInForce, type Mandate } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Line, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { at } from './urls.ts'

export type Names = ReadonlyMap<string, string>

/** Who oversees whom, on what, until when. */
export function Mandates({
  mandates,
  names,
  day,
  reader,
  sheet,
  mine,
}: {
  mandates: readonly Mandate[]
  names: Names
  day: string
  reader: Reader
  /** Where mandates are given and ended. */
  sheet?: Sheet
  /** Of an overseer: each leads to what can be looked at. */
  mine?: boolean
}) {
  const { oversight: t } = reader.t
  return (
    <section class="flow" aria-labelledby="mandates">
      <h2 id="mandates">{t.mandates}</h2>
      {mandates.length === 0 && <p class="soft">{t.noMandates}</p>}
      <ul class="plain flow">
        {mandates.map((one) => (
          <li class="card flow flow-tight">
            <div class="between">
              <h3>
                {mine ? (
                  <a href={at.over(one.overseen)}>{t.over(names.get(one.overseen) ?? one.overseen)}</a>
                ) : (
                  `${names.get(one.overseer) ?? one.overseer} → ${names.get(one.overseen) ?? one.overseen}`
                )}
              </h3>
              <Status
                tone={isInForce(one, day) ? 'open' : 'closed'}
                word={isInForce(one, day) ? t.inForce : t.notInForce}
              />
            </div>
            <p>{one.basis}</p>
            <p class="small soft">
              {t.lasts(reader.date(one.from), one.until ? reader.date(one.until) : undefined)} ·{' '}
              {t.given(one.given.name, reader.instant(one.given.at))}
            </p>
            {one.ended && <p class="small">{t.endedBy(one.ended.name, reader.instant(one.ended.at), one.ended.why)}</p>}
            {sheet && !one.ended && (
              <Fold title={t.end.title}>
                <SheetForm sheet={sheet} act={`end-${one.id}`} title={t.end.title} button={t.end.button}>
                  <Line sheet={sheet} act={`end-${one.id}`} name="reason" label={t.end.reason} />
                </SheetForm>
              </Fold>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Organisation {
  readonly id: string
  readonly name: string
  readonly seats: readonly string[]
}

/** A mandate is given with the limits from which on something is an alarm. */
export function GiveMandate({ sheet, organisations }: { sheet: Sheet; organisations: readonly Organisation[] }) {
  const { oversight, forms } = sheet.reader.t
  const { give: t } = oversight
  const act = 'mandate'
  const chosen = (name: string, from: readonly Organisation[], label: string) => {
    const { values, ...field } = typed(sheet, act, name)
    return (
      <SelectField
        {...field}
        value={values[0] ?? ''}
        label={label}
        empty={forms.choose}
        choices={from.map(({ id, name: called }) => ({ value: id, label: called }))}
      />
    )
  }
  const others = organisations.filter(({ seats }) => seats.some((seat) => !['overseer', 'operator', 'policy'].includes(seat)))
  return (
    <section class="card">
      <SheetForm top sheet={sheet} act={act} title={t.title} about={t.about} button={t.button}>
        {chosen('overseer', organisations.filter(({ seats }) => seats.includes('overseer')), oversight.overseer)}
        {chosen('overseen', others, oversight.overseen)}
        <Line sheet={sheet} act={act} name="basis" label={oversight.basis} />
        <Line sheet={sheet} act={act} name="from" label={oversight.from} type="date" />
        <Line sheet={sheet} act={act} name="until" label={oversight.until} type="date" />
        <Line sheet={sheet} act={act} name="emergencies" label={t.share} hint={t.shareHint} />
        <Line sheet={sheet} act={act} name="opened" label={t.opened} hint={t.openedHint} />
        <Line sheet={sheet} act={act} name="other" label={t.other} hint={t.otherHint} />
      </SheetForm>
    </section>
  )
} // biome-ignore format: short
