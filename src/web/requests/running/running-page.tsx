import { measures as kinds, type LawBase } from '../../../law/index.ts'
import type { Measure, Request, Running } from '../../../requests/index.ts'
import { SelectField } from '../../ui/fields.tsx'
import { PartHead } from '../part-head.tsx'
import { RunningClock } from '../running-clock.tsx'
import type { Story } from '../story.ts'
import { Line, Prose, type Sheet, SheetForm, typed } from './sheet.tsx'

interface Props {
  story: Story
  running: Running
  /** The other requests of the matter that have left: what data can be kept for. */
  followers: readonly Request[]
  law: LawBase
  sheet: Sheet
  done: string | undefined
}

/** What runs on a request: until when, who renews it, what became of it. */
export function RunningPage(props: Props) {
  const { story, running, sheet, done } = props
  const { reader } = sheet
  const { running: t } = reader.t
  const { request, actor } = story
  const ours = request.direction === 'outgoing' && actor.seat === 'authority' && request.endedAt === undefined
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={t.lead}
        complaints={sheet.tried?.complaints}
        done={done && t.done[done]}
        reader={reader}
      />
      <div class="flow flow-wide">
        {running.measures.length === 0 && <p class="soft">{t.none}</p>}
        {running.measures.map((measure) => (
          <OneMeasure {...props} measure={measure} ours={ours} />
        ))}
        {ours && request.leftAt !== undefined && <Setting {...props} />}
        <History {...props} />
      </div>
    </>
  )
}

function OneMeasure({ story, followers, law, sheet, measure, ours }: Props & { measure: Measure; ours: boolean }) {
  const { reader } = sheet
  const { running: t } = reader.t
  const { clock, kind, renewal, confirmation, isSet } = measure
  const overdue = clock.due !== undefined && Temporal.Instant.compare(story.now, clock.due) > 0
  const isAuthor = story.request.author?.person === story.actor.person
  return (
    <section class="card flow" aria-labelledby={`measure-${kind}`}>
      <h2 id={`measure-${kind}`}>{t.kinds[kind]}</h2>
      <RunningClock clock={clock} overdue={overdue} now={story.now} law={law} reader={reader} />
      {clock.due === undefined && isSet && <p class="soft">{t.noEnd}</p>}
      {ours && (renewal || (isSet && clock.due !== undefined)) && isAuthor && <p class="soft">{t.renew.own}</p>}
      {ours && !isAuthor && (renewal || (isSet && clock.due !== undefined)) && (
        <SheetForm sheet={sheet} act="renew" title={t.renew.title} about={t.renew.about} button={t.renew.button}>
          <input type="hidden" name="renew.measure" value={kind} />
          {renewal && <p class="small">{t.renew.byLaw(reader.law(renewal.title))}</p>}
          {isSet && <Line sheet={sheet} act="renew" name="until" label={t.renew.until} type="date" />}
          <Prose sheet={sheet} act="renew" name="reason" label={t.renew.reason} />
        </SheetForm>
      )}
      {ours && !renewal && !isSet && <p class="soft">{t.renew.not}</p>}
      {ours && confirmation && <Confirming followers={followers} sheet={sheet} />}
      {ours && kind !== 'preservation' && (
        <SheetForm sheet={sheet} act="end" title={t.end.title} button={t.end.button} look="button button-second">
          <input type="hidden" name="end.measure" value={kind} />
          <Prose sheet={sheet} act="end" name="reason" label={t.end.reason} />
        </SheetForm>
      )}
    </section>
  )
}

function Confirming({ followers, sheet }: Pick<Props, 'followers' | 'sheet'>) {
  const { confirm: t } = sheet.reader.t.running
  const { values, ...field } = typed(sheet, 'confirm', 'following')
  if (followers.length === 0)
    return (
      <p class="soft">
        {t.title}
        {sheet.reader.colon}
        {t.none}
      </p>
    )
  const choices = followers.map(({ id, title, fileNumber, routeTitle }) => ({
    value: id,
    label: `${title}, ${fileNumber} (${sheet.reader.law(routeTitle)})`,
  }))
  return (
    <SheetForm sheet={sheet} act="confirm" title={t.title} about={t.about} button={t.button}>
      <SelectField {...field} value={values[0] ?? choices[0]?.value ?? ''} label={t.following} choices={choices} />
    </SheetForm>
  )
}

/** For what the law sets no end for, or leaves it to who orders it. */
function Setting({ running, sheet }: Props) {
  const { running: t, forms } = sheet.reader.t
  const taken = running.measures.filter(({ clock }) => clock.due !== undefined).map(({ kind }) => kind)
  const free = kinds.filter((kind) => kind !== 'preservation' && !taken.includes(kind))
  if (free.length === 0) return null
  const { values, ...field } = typed(sheet, 'set', 'measure')
  return (
    <section class="card flow" aria-labelledby="new-measure">
      <h2 id="new-measure">{t.another}</h2>
      <SheetForm
        sheet={sheet}
        act="set"
        title={t.set.title}
        about={t.set.about}
        button={t.set.button}
        look="button button-second"
      >
        <SelectField
          {...field}
          value={values[0] ?? ''}
          label={t.set.measure}
          empty={forms.choose}
          choices={free.map((kind) => ({ value: kind, label: t.kinds[kind] ?? kind }))}
        />
        <Line sheet={sheet} act="set" name="until" label={t.set.until} type="date" />
        <Prose sheet={sheet} act="set" name="reason" label={t.set.reason} />
      </SheetForm>
    </section>
  )
}

function History({ running, sheet }: Props) {
  const { reader } = sheet
  const { running: t, log } = reader.t
  if (running.history.length === 0) return null
  return (
    <section class="flow" aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      <ul class="decisions plain">
        {running.history.map(({ at, name, reason, details }) => {
          const { what = '', measure = '', until } = details as { what?: string; measure?: string; until?: string }
          return (
            <li class="card flow flow-tight">
              <h3>
                {t.kinds[measure]}
                {reader.colon}
                {t.what[what]} {until && t.until(reader.date(until.slice(0, 10)))}
              </h3>
              {reason && <p>{reason}</p>}
              <p class="small soft">
                {name === 'system' ? log.system : name} · {reader.instant(at)}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
