import type { Ruling } from '../../../requests/index.ts'
import { Citation } from '../../ui/citation.tsx'
import { Fold } from '../../ui/fold.tsx'
import { cited, itemName, type ReviewDesk } from './desk.ts'

/** A ruling: first what became of each item, then what was found and weighed. */
export function RulingShown({ desk, ruling }: { desk: ReviewDesk; ruling: Ruling }) {
  const { procedure, reader } = desk
  const { review: all } = reader.t
  const t = all.outcome
  const rulings = new Set(ruling.items.map((one) => one.ruling))
  const follows = procedure.review.follows.filter((one) => rulings.has(one.ruling))
  return (
    <>
      <ul class="rulings plain">
        {ruling.items.map(({ item, ruling: what, how, reason }) => (
          <li class="flow flow-tight">
            <p>
              <strong>
                {itemName(desk, item)}
                {reader.colon}
                {all.ruling[what]}
              </strong>
              {how && `: ${how}`}
            </p>
            <p class="said-words">{reason}</p>
          </li>
        ))}
      </ul>
      <Fold title={t.findings} prints>
        <dl class="pairs">
          {ruling.findings.map(({ asks, cite, items, reason }) => (
            <>
              <dt>
                {reader.law(asks)} <Citation source={cited(desk, cite)} />
              </dt>
              <dd>
                {items.length > 0 ? reader.list(items.map((item) => itemName(desk, item))) : t.notFound}
                <p class="said-words">{reason}</p>
              </dd>
            </>
          ))}
        </dl>
      </Fold>
      {ruling.weighed.length > 0 && (
        <Fold title={t.weighed} prints>
          <ol class="weighed">
            {ruling.weighed.map(({ what, cite, facts, weight, speaks_for, reason }) => (
              <li class="flow flow-tight">
                <p>
                  <strong>{reader.law(what)}</strong> <Citation source={cited(desk, cite)} />
                </p>
                <p>
                  {all.weight[weight]} · {all.direction[speaks_for]}
                </p>
                <dl class="pairs">
                  <dt>{all.rule.facts}</dt>
                  <dd class="said-words">{facts}</dd>
                  <dt>{all.rule.reason}</dt>
                  <dd class="said-words">{reason}</dd>
                </dl>
              </li>
            ))}
          </ol>
        </Fold>
      )}
      <dl class="pairs">
        {ruling.without_view && (
          <>
            <dt>{t.withoutView}</dt>
            <dd class="said-words">{ruling.without_view}</dd>
          </>
        )}
        <dt>{t.remedies}</dt>
        <dd class="said-words">{ruling.remedies}</dd>
        <dt>{t.follows}</dt>
        <dd>
          <ul>
            {follows.map(({ ruling: what, says, cite }) => (
              <li>
                {all.ruling[what]}
                {reader.colon}
                {reader.law(says)} <Citation source={cited(desk, cite)} />
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <p class="small soft">{t.signed(ruling.by.name, ruling.by.post, ruling.by.authority, ruling.by.fileNumber)}</p>
    </>
  )
}
