import { assurancesFor } from '../../../requests/index.ts'
import { Citation } from '../../ui/citation.tsx'
import { cited, type DealingDesk } from './desk.ts'
import { groundsOf } from './examining.tsx'

/** Whether there is anything to tell: the grounds of who examines, or who gives a promise on the asking side. */
export const saysOfExamination = ({ law, story }: DealingDesk): boolean =>
  story.request.direction === 'incoming' || assurancesFor(law, story.request, 'given').length > 0

/** The grounds of this seat, those that leave no choice apart from those that do; and who gives a promise. */
export function GroundsOf({ desk }: { desk: DealingDesk }) {
  const { law, reader, story } = desk
  const { dealings: t } = reader.t
  const given = assurancesFor(law, story.request, 'given')
  const lists = [
    [t.mandatory, groundsOf(desk, 'mandatory')],
    [t.discretionary, groundsOf(desk, 'discretionary')],
    [t.postponing, groundsOf(desk, 'postponement')],
    [t.returning, groundsOf(desk, 'return')],
  ] as const
  const isExaminer = story.request.direction === 'incoming'
  return (
    <>
      {isExaminer &&
        lists
          .filter(([, rules]) => rules.length > 0)
          .map(([title, rules]) => (
            <section class="flow flow-tight">
              <h3>{title}</h3>
              <RuleList desk={desk} rules={rules} />
            </section>
          ))}
      {given.length > 0 && (
        <section class="flow flow-tight">
          <h3>{t.givenBy}</h3>
          <ul>
            {given.map(({ rule, says, cites }) => (
              <li>
                {reader.law(says)} <Citation source={cited(desk, rule, cites[0]?.cite ?? '')} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Rules by their titles, each with its article. */
export function RuleList({ desk, rules }: { desk: DealingDesk; rules: readonly string[] }) {
  return (
    <ul>
      {rules.map((id) => {
        const rule = desk.law.rules.get(id)
        return (
          rule && (
            <li>
              {desk.reader.law(rule.title)} <Citation source={cited(desk, id, rule.cites[0]?.cite ?? '')} />
            </li>
          )
        )
      })}
    </ul>
  )
}
