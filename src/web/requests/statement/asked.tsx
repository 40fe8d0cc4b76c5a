import { identifierKinds, type Statement } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'

/** Whose data, and of which time, as pairs of a list: what whoever is asked without a form has to know. */
export function Asked({ statement, reader }: { statement: Statement; reader: Reader }) {
  const { statement: t } = reader.t
  const { identifiers = {}, period } = statement
  const days = [period?.from, period?.to].map((day) => (day ? reader.date(day) : '…')).join(' – ')
  return (
    <>
      {identifierKinds.map((kind) => {
        const list = identifiers[kind] ?? []
        return (
          list.length > 0 && (
            <>
              <dt>{t.kinds[kind]}</dt>
              <dd class="said-words">{list.join('\n')}</dd>
            </>
          )
        )
      })}
      {(period?.from || period?.to) && (
        <>
          <dt>{t.period}</dt>
          <dd>{days}</dd>
        </>
      )}
    </>
  )
}
