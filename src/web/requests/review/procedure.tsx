import { Citation } from '../../ui/citation.tsx'
import { cited, type ReviewDesk } from './desk.ts'

/** The order in which the law has the dispute decided, each line with its article. */
export function ProcedureOf({ desk }: { desk: ReviewDesk }) {
  const { procedure, reader } = desk
  const { procedure: t, ruling } = reader.t.review
  const { review, ground } = procedure
  const line = (says: string, cite: string) => (
    <li>
      {says} <Citation source={cited(desk, cite)} />
    </li>
  )
  return (
    <section class="flow flow-tight" aria-labelledby="procedure">
      <h2 id="procedure">{t.title}</h2>
      <ul>
        {line(t.broughtBy[review.brought_by], review.cite)}
        {review.suspends ? line(t.suspended, review.suspends.cite) : <li>{t.notSuspended}</li>}
        {review.suspends?.unless &&
          line(t.unless(reader.law(review.suspends.unless.says)), review.suspends.unless.cite)}
      </ul>
      <h3>{t.findings}</h3>
      <ol>{review.findings.map(({ asks, cite }) => line(reader.law(asks), cite))}</ol>
      {ground.weighs.length > 0 && (
        <>
          <h3>{t.weighs}</h3>
          <ol>{ground.weighs.map(({ what, cite }) => line(reader.law(what), cite))}</ol>
        </>
      )}
      {review.third_state && (
        <ul>
          {line(t.third, review.third_state.cite)}
          {review.third_state.must && <li>{t.thirdMust}</li>}
          {review.third_state.unless && <li>{t.unless(reader.law(review.third_state.unless))}</li>}
        </ul>
      )}
      <h3>{t.rulings}</h3>
      <ul>
        {review.follows.map(({ ruling: what, says, cite }) =>
          line(`${ruling[what]}${reader.colon}${reader.law(says)}`, cite),
        )}
      </ul>
    </section>
  )
}
