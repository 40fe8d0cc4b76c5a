import { identifierKinds, type Statement } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'

/** A statement as those read it who approve the request. */
export function StatementRead({
  statement,
  nameOf,
  titleOf,
  reader,
}: {
  statement: Statement
  nameOf: (item: string) => string
  /** The title of a check by its rule. */
  titleOf: (rule: string) => string
  reader: Reader
}) {
  const { statement: t, audits } = reader.t
  const { identifiers = {}, period, reach, necessity = {}, reasons = {}, instructions = {} } = statement
  const row = (label: string, text: string | undefined) =>
    text?.trim() ? (
      <>
        <dt>{label}</dt>
        <dd class="said-words">{text}</dd>
      </>
    ) : null
  const named = identifierKinds.flatMap((kind) => {
    const list = identifiers[kind] ?? []
    return list.length > 0 ? [row(t.kinds[kind], list.join('\n'))] : []
  })
  const days = [period?.from, period?.to].map((day) => (day ? reader.date(day) : '…')).join(' – ')
  return (
    <div class="flow">
      <dl class="pairs">
        {row(t.purpose, statement.purpose)}
        {named}
        {period && (period.from || period.to) ? row(t.period, days) : null}
        {reach && row(t.reach, t.reaches[reach])}
      </dl>
      {Object.entries(necessity).map(([item, { need, milder, against }]) => (
        <section class="flow flow-tight">
          <h2 class="statement-item">{t.necessity(nameOf(item))}</h2>
          <dl class="pairs">
            {row(t.need, need)}
            {row(t.milder, milder)}
            {row(t.against, against)}
          </dl>
        </section>
      ))}
      <dl class="pairs">
        {row(t.minimisation, statement.minimisation)}
        {row(t.privileges, statement.privileges)}
        {row(t.atHome, statement.atHome)}
        {Object.entries(reasons).map(([rule, why]) => row(t.reasonFor(reader.law(titleOf(rule))), why))}
        {Object.values(instructions).map(({ place, says = '', answer }) =>
          place === 'check' ? row(says, answer) : row(audits.goesWith, says),
        )}
      </dl>
    </div>
  )
}
