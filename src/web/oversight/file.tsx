import { type ChecklistLine, type InspectedFile, orderKinds, severities } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Line, Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField, SelectField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'

/** A file of the overseen: what was asked, what happened, and what the law asks of it line by line. */
export function FileView({ file, sheet }: { file: InspectedFile; sheet: Sheet }) {
  const { reader } = sheet
  const { oversight: t } = reader.t
  return (
    <div class="flow flow-wide">
      {file.told ? (
        <Asked file={file} reader={reader} />
      ) : (
        <Notice kind="grave">
          <p>{t.gone}</p>
        </Notice>
      )}
      <Checklist file={file} reader={reader} />
      <section class="flow" aria-labelledby="pieces">
        <h2 id="pieces">{t.pieces}</h2>
        {file.pieces.length === 0 && <p class="soft">{t.noPieces}</p>}
        <ul>
          {file.pieces.map(({ name, state }) => (
            <li>
              {name} <span class="tag">{(reader.t.evidence.states as Record<string, string>)[state] ?? state}</span>
            </li>
          ))}
        </ul>
      </section>
      <Fold title={t.happened} prints>
        <ol class="plain lines">
          {file.events.map(({ seq, kind, at: when, body }) => (
            <li>
              <span>{reader.t.happened[kind] ?? reader.t.recorded[kind] ?? kind}</span>{' '}
              <span class="small soft">
                {reader.instant(when)} · {t.entry(seq)} {purposeIn(body)}
              </span>
            </li>
          ))}
        </ol>
      </Fold>
      <Acting file={file} sheet={sheet} />
    </div>
  )
}

/** What it was opened for, who said so. */
function purposeIn(body: unknown): string {
  const { purpose, byName } = (body ?? {}) as { purpose?: unknown; byName?: unknown }
  return [byName, purpose].filter((one) => typeof one === 'string').map((one) => `· ${one}`).join(' ')
} // biome-ignore format: short

function Asked({ file: { told }, reader }: { file: InspectedFile; reader: Reader }) {
  const { oversight: t, requests } = reader.t
  if (!told) return null
  const { request } = told
  const category = (one: string) => (reader.t.facts.values as Record<string, string>)[one] ?? one
  return (
    <section class="flow" aria-labelledby="asked">
      <h2 id="asked">{t.asked}</h2>
      <dl class="pairs">
        <dt>{requests.title}</dt>
        <dd>{reader.law(request.routeTitle)}</dd>
        <dt>{t.counterpart}</dt>
        <dd>{request.counterpartName}</dd>
        <dt>{t.status}</dt>
        <dd>{(requests.status as Record<string, string>)[request.status] ?? request.status}</dd>
        <dt>{t.author}</dt>
        <dd>{request.author?.name ?? '–'}</dd>
        <dt>{t.plan.which}</dt>
        <dd>{reader.list(request.items.map((item) => category(item.category ?? '–')))}</dd>
      </dl>
      {request.stopped && (
        <Notice kind="care">
          <p>{request.stopped}</p>
        </Notice>
      )}
    </section>
  )
}

function Checklist({ file, reader }: { file: InspectedFile; reader: Reader }) {
  const { oversight: t } = reader.t
  if (file.checklist.length === 0) return null
  const grounds = file.checklist.filter(({ of }) => of === 'ground')
  const rest = Map.groupBy(file.checklist.filter((line) => line.of !== 'ground'), ({ asks }) => asks)
  return (
    <section class="flow" aria-labelledby="checklist">
      <h2 id="checklist">{t.checklist}</h2>
      {[...rest].map(([asks, lines]) => (
        <Lines file={file} caption={t.asks[asks]} lines={lines} reader={reader} />
      ))}
      {grounds.length > 0 && (
        <Fold title={t.grounds(grounds.length)} open={grounds.some(({ holds }) => holds === false)} prints>
          <p class="soft">{t.groundNote}</p>
          <Lines file={file} caption={t.grounds(grounds.length)} lines={grounds} reader={reader} />
        </Fold>
      )}
    </section>
  )
} // biome-ignore format: short

function Lines({ file, caption, lines, reader }: { file: InspectedFile; caption: string; lines: readonly ChecklistLine[]; reader: Reader }) {
  const { oversight: t } = reader.t
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.line}</th>
          <th scope="col">{t.answer.holds}</th>
          <th scope="col">{t.rests}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              {reader.law(line.says)}
              <p class="small soft">
                {t.of[line.of]} · <span class="cite">{line.cite}</span>
              </p>
            </th>
            <td data-label={t.answer.holds}>
              <Held line={line} reader={reader} />
              <Answered file={file} line={line.id} reader={reader} />
            </td>
            <td data-label={t.rests} class="small">
              {line.rests}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
} // biome-ignore format: short

function Held({ line: { holds }, reader }: { line: ChecklistLine; reader: Reader }) {
  const { holds: t } = reader.t.oversight
  if (holds === undefined) return <Status tone="unknown" word={t.open} />
  return holds ? <Status tone="open" word={t.yes} /> : <Status tone="closed" word={t.no} />
}

function Answered({ file, line, reader }: { file: InspectedFile; line: string; reader: Reader }) {
  const { oversight: t } = reader.t
  const answer = file.answers.get(line)
  if (!answer) return null
  return (
    <p class="small">
      {t.yours(t.holds[answer.holds], answer.name)}
      {answer.note && ` – ${answer.note}`}
    </p>
  )
}

function Acting({ file, sheet }: { file: InspectedFile; sheet: Sheet }) {
  const { reader } = sheet
  const { oversight: t, forms } = reader.t
  const { values: line, ...lines } = typed(sheet, 'answer', 'line')
  const { values: holds, ...held } = typed(sheet, 'answer', 'holds')
  const { values: severity, ...grave } = typed(sheet, 'finding', 'severity')
  const { values: kind, ...kinds } = typed(sheet, 'order', 'kind')
  const stopped = file.checklist.filter((one) => one.holds === false).map(({ cite }) => cite)
  return (
    <section class="card flow no-print">
      {file.checklist.length > 0 && (
        <SheetForm sheet={sheet} act="answer" title={t.answer.title} about={t.answer.about} button={t.answer.button} look="button button-second">
          <SelectField
            {...lines}
            value={line[0] ?? ''}
            label={t.answer.line}
            empty={forms.choose}
            choices={file.checklist.map((one) => ({ value: one.id, label: `${reader.law(one.says)} (${one.cite})` }))}
          />
          <ChoiceField {...held} row value={holds} label={t.answer.holds} choices={(['yes', 'no', 'open'] as const).map((value) => ({ value, label: t.holds[value] }))} />
          <Prose sheet={sheet} act="answer" name="note" label={t.answer.note} />
        </SheetForm>
      )}
      <SheetForm sheet={sheet} act="finding" title={t.finding.title} about={t.finding.about} button={t.finding.button}>
        <ChoiceField {...grave} row value={severity} label={t.finding.severity} choices={severities.map((value) => ({ value, label: t.severities[value] }))} />
        <Prose sheet={sheet} act="finding" name="says" label={t.finding.says} />
        <Prose sheet={sheet} act="finding" name="cites" label={t.finding.cites} hint={t.finding.citesHint} initial={[...new Set(stopped)].join('\n')} />
      </SheetForm>
      {file.told && (
        <SheetForm sheet={sheet} act="order" title={t.order.title} about={t.order.about} button={t.order.button} look="button button-grave">
          <ChoiceField {...kinds} value={kind} label={t.order.kind} choices={orderKinds.map((value) => ({ value, label: t.kinds[value] }))} />
          <Prose sheet={sheet} act="order" name="reason" label={t.order.reason} />
          <Line sheet={sheet} act="order" name="basis" label={t.order.basis} />
          <Line sheet={sheet} act="order" name="due" label={t.order.due} type="date" />
        </SheetForm>
      )}
    </section>
  )
} // biome-ignore format: short
