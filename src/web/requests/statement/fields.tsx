import { type CheckFound, identifierKinds, type Request, type Statement } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import { ChoiceField, LongTextField, TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { urls } from '../../urls.ts'

type Instructions = NonNullable<Statement['instructions']>

/** The fields of the statement; what was typed stands above what was saved. */
export function StatementFields({
  request,
  statement,
  typed,
  errors,
  checks,
  nameOf,
  instructions,
  reader,
}: {
  request: Request
  statement: Statement
  typed: URLSearchParams | undefined
  errors: readonly Complaint[]
  checks: readonly CheckFound[]
  nameOf: (item: string) => string
  /** What the organisation’s own standing instructions add to this request. */
  instructions: Instructions
  reader: Reader
}) {
  const { statement: t, forms, audits } = reader.t
  const field = (name: string, saved: string | undefined) => {
    const error = errors.find((one) => one.field === name)?.message
    return { name, value: typed?.get(name) ?? saved ?? '', errorWord: forms.error, ...(error && { error }) }
  }
  const reach = typed?.get('reach') ?? statement.reach
  const looked = new Set(checks.map(({ looksAt }) => looksAt))
  const asked = Object.entries(instructions).filter(([, { place }]) => place === 'check')
  const curable = checks.filter(({ passed, effect }) => !passed && effect === 'curable')
  return (
    <>
      <section class="card flow">
        <LongTextField {...field('purpose', statement.purpose)} label={t.purpose} hint={t.purposeHint} rows={3} />
        <GoesWith place="purpose" instructions={instructions} reader={reader} />
      </section>
      <section class="card flow" aria-labelledby="identifiers">
        <h2 id="identifiers">{t.identifiers}</h2>
        <p class="soft">{t.identifiersHint}</p>
        {identifierKinds.map((kind, i) => {
          const saved = statement.identifiers?.[kind]?.join('\n')
          const area = <LongTextField {...field(`identifiers.${kind}`, saved)} label={t.kinds[kind]} rows={2} />
          return i < 3 || saved || typed?.get(`identifiers.${kind}`) ? area : <Fold title={t.kinds[kind]}>{area}</Fold>
        })}
        <ChoiceField
          {...field('reach', reach)}
          label={t.reach}
          value={reach ? [reach] : []}
          choices={(['accounts', 'service'] as const).map((one) => ({ value: one, label: t.reaches[one] }))}
        />
        <div class="flow" id="period">
          <h3>{t.period}</h3>
          <TextField {...field('period.from', statement.period?.from)} label={t.from} type="date" narrow />
          <TextField {...field('period.to', statement.period?.to)} label={t.to} type="date" narrow />
        </div>
      </section>
      {request.items.map(({ id }) => (
        <section class="card flow" aria-labelledby={`necessity.${id}`}>
          <h2 id={`necessity.${id}`}>{t.necessity(nameOf(id))}</h2>
          {(['need', 'milder', 'against'] as const).map((side) => (
            <LongTextField
              {...field(`necessity.${id}.${side}`, statement.necessity?.[id]?.[side])}
              label={t[side]}
              rows={2}
            />
          ))}
        </section>
      ))}
      <section class="card flow">
        <LongTextField {...field('minimisation', statement.minimisation)} label={t.minimisation} rows={2} />
        <GoesWith place="minimisation" instructions={instructions} reader={reader} />
        <LongTextField {...field('privileges', statement.privileges)} label={t.privileges} rows={2} />
        <GoesWith place="privileges" instructions={instructions} reader={reader} />
        {(looked.has('at-home') || statement.atHome) && (
          <LongTextField {...field('atHome', statement.atHome)} label={t.atHome} rows={2} />
        )}
        {curable.map(({ rule, title, reason }) => (
          <LongTextField {...field(`reasons.${rule}`, reason)} label={t.reasonFor(reader.law(title))} rows={2} />
        ))}
      </section>
      {asked.length > 0 && (
        <section class="card flow" aria-labelledby="instructions">
          <h2 id="instructions">{audits.instructions}</h2>
          {asked.map(([id, { says = '', answer }]) => (
            <div class="flow flow-tight">
              <LongTextField {...field(`instructions.${id}`, answer)} label={says} rows={2} />
              <p class="small">
                <a href={urls.instruction(id)}>{audits.comesFrom}</a>
              </p>
            </div>
          ))}
        </section>
      )}
    </>
  )
}

/** The words of a standing instruction that go with the request beside this field, and where they come from. */
function GoesWith({ place, instructions, reader }: { place: string; instructions: Instructions; reader: Reader }) {
  const { audits: t } = reader.t
  const here = Object.entries(instructions).filter(([, one]) => one.place === place)
  if (here.length === 0) return null
  return (
    <ul class="plain lines">
      {here.map(([id, { says }]) => (
        <li class="small">
          <span class="soft">{t.goesWith}:</span> <span class="prose">{says}</span>{' '}
          <a href={urls.instruction(id)}>{t.instruction}</a>
        </li>
      ))}
    </ul>
  )
}

/** What was typed, as a statement; what is empty is left out. Reasons given before are kept. */
export function statementIn(given: URLSearchParams, request: Request): Statement {
  const text = (name: string) => (given.get(name) ?? '').trim()
  const lines = (name: string) =>
    text(name)
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  const identifiers = Object.fromEntries(
    identifierKinds.map((kind) => [kind, lines(`identifiers.${kind}`)] as const).filter(([, list]) => list.length > 0),
  )
  const necessity = Object.fromEntries(
    request.items.flatMap(({ id }) => {
      const side = (name: string) => text(`necessity.${id}.${name}`)
      const weighed = { need: side('need'), milder: side('milder'), against: side('against') }
      return Object.values(weighed).some((one) => one !== '') ? [[id, weighed] as const] : []
    }),
  )
  const reasons = { ...request.statement?.reasons }
  for (const [name, why] of given) if (name.startsWith('reasons.')) reasons[name.slice('reasons.'.length)] = why.trim()
  const instructions = Object.fromEntries(
    [...given].flatMap(([name, answer]) =>
      name.startsWith('instructions.')
        ? [[name.slice('instructions.'.length), { answer: answer.trim() }] as const]
        : [],
    ),
  )
  const [from, to] = [text('period.from'), text('period.to')]
  const reach = text('reach')
  return {
    purpose: text('purpose'),
    identifiers,
    period: { ...(from && { from }), ...(to && { to }) },
    ...(reach && { reach: reach as 'accounts' }),
    necessity,
    minimisation: text('minimisation'),
    privileges: text('privileges'),
    atHome: text('atHome'),
    reasons,
    instructions,
  }
}
