import type { Child } from 'hono/jsx'
import type { LawBase } from '../../../law/index.ts'
import type { Box, ChangedField, Comparison, Request } from '../../../requests/index.ts'
import { itemInWords } from '../../interview/words.ts'
import { boxInWords } from '../../official-form/reading.tsx'
import type { Reader } from '../../reader.ts'
import { Notice } from '../../ui/notice.tsx'
import { urls } from '../../urls.ts'

interface Props {
  request: Request
  comparison: Comparison
  law: LawBase
  reader: Reader
}

import { PartHead } from '../part-head.tsx'

/** Side by side what a request said when it was decided against and what it says now, with the reason between. */
export function ComparisonPage({ request, comparison, law, reader }: Props) {
  const { correcting: t, requests } = reader.t
  const { of, changes, reasons } = comparison
  const { boxes, items, statement } = changes
  const many = boxes.length + items.added.length + items.removed.length + statement.length
  const nameOf = (item: string) => itemInWords({ data: [...request.items] } as Request['facts'], item, reader)
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={of.isItself ? t.lead.itself : t.lead.other(of.fileNumber)}
        reader={reader}
      >
        <p class="soft small">{many === 0 ? t.nothing : t.changed(reader.number(many))}</p>
      </PartHead>
      <div class="flow flow-wide">
        <section class="flow" aria-labelledby="why">
          <h2 id="why">{t.why}</h2>
          {reasons.length === 0 && <p class="soft">{t.noWhy}</p>}
          {reasons.map(({ outcome, name, at, reason, rules }) => (
            <Notice kind="care">
              <p>
                <strong>{requests.outcome[outcome]}</strong>: {name}, {reader.instant(at)}
              </p>
              {reason && <p class="said-words">{reason}</p>}
              {rules.map((rule) => (
                <p class="small">
                  <a href={urls.rule(rule)}>{reader.law(law.rules.get(rule)?.title ?? rule)}</a>
                </p>
              ))}
            </Notice>
          ))}
        </section>
        <Side
          title={t.boxes}
          id="boxes"
          none={t.sameBoxes}
          {...{ comparison, reader }}
          pairs={boxes.map(({ section, before, after }) => ({
            what: (
              <>
                {reader.law((after ?? before)?.label ?? '')}
                <p class="small soft">{reader.law(section)}</p>
              </>
            ),
            before: boxSaid(before, reader),
            after: boxSaid(after, reader),
          }))}
        />
        <Side
          title={t.items}
          id="items"
          none={t.sameItems}
          {...{ comparison, reader }}
          pairs={[
            ...items.removed.map(({ id }) => ({ what: nameOf(id), before: nameOf(id), after: t.removed })),
            ...items.added.map(({ id }) => ({ what: nameOf(id), before: t.empty, after: t.added })),
          ]}
        />
        <Side
          title={t.statement}
          id="statement"
          none={t.sameStatement}
          {...{ comparison, reader }}
          pairs={statement.map((field) => ({
            what: fieldName(field, { nameOf, law, reader }),
            before: field.before ?? t.empty,
            after: field.after ?? t.empty,
          }))}
        />
        <p>
          <a href={urls.request(request.id)}>{t.back}</a>
        </p>
      </div>
    </>
  )
}

interface Pair {
  what: Child
  before: Child
  after: Child
}

function Side({
  title,
  id,
  none,
  comparison,
  reader,
  pairs,
}: {
  title: string
  id: string
  none: string
  comparison: Comparison
  reader: Reader
  pairs: readonly Pair[]
}) {
  const { correcting: t } = reader.t
  const [then, now] = [
    t.before(reader.instant(comparison.before)),
    comparison.after ? t.afterOn(reader.instant(comparison.after)) : t.after,
  ]
  return (
    <section class="flow" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {pairs.length === 0 ? (
        <p class="soft">{none}</p>
      ) : (
        <table class="table comparison">
          <caption class="hidden-text">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.what}</th>
              <th scope="col">{then}</th>
              <th scope="col">{now}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ what, before, after }) => (
              <tr>
                <th scope="row">{what}</th>
                <td data-label={then}>
                  <del>{before}</del>
                </td>
                <td data-label={now}>
                  <ins>{after}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const boxSaid = (box: Box | undefined, reader: Reader): Child =>
  box?.value === undefined ? reader.t.correcting.empty : boxInWords(box, reader)

/** A field of the statement by the words of its page. */
function fieldName(
  { field }: ChangedField,
  { nameOf, law, reader }: { nameOf: (item: string) => string; law: LawBase; reader: Reader },
): string {
  const { statement: t, audits } = reader.t
  const [name = '', ...rest] = field.split('.')
  if (name === 'instructions') return audits.instruction
  if (name === 'necessity') {
    const aspect = { need: t.need, milder: t.milder, against: t.against }[rest.at(-1) ?? '']
    return `${nameOf(rest.slice(0, -1).join('.'))}${reader.colon}${aspect ?? ''}`
  }
  if (name === 'identifiers') return (t.kinds as Record<string, string>)[rest.join('.')] ?? field
  if (name === 'reasons') {
    const rule = rest.join('.')
    return t.reasonFor(reader.law(law.rules.get(rule)?.title ?? rule))
  }
  const own: Record<string, string> = {
    purpose: t.purpose,
    period: t.period,
    reach: t.reach,
    minimisation: t.minimisation,
    privileges: t.privileges,
    atHome: t.atHome,
  }
  return own[name] ?? field
}
