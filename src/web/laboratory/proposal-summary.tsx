import type { Proposal } from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { RuleName } from './rule-name.tsx'

/** What a proposal changes, on one page. */
export function ProposalSummary({
  proposal,
  law,
  reader,
  onlyHere,
}: {
  proposal: Proposal
  law: LawBase
  reader: Reader
  onlyHere?: (one: Proposal['rules'][number]) => boolean
}) {
  const { laboratory: t } = reader.t
  const kinds = reader.t.facts.values as Record<string, string>
  return (
    <section class="flow" aria-label={t.summary}>
      {proposal.agreements.map((one) => (
        <dl class="pairs">
          <dt>{t.modelTitle}</dt>
          <dd>{one.title}</dd>
          <dt>{t.parties}</dt>
          <dd>{reader.list(one.parties.map((state) => reader.country(state)))}</dd>
          <dt>{t.from}</dt>
          <dd>{reader.date(one.from)}</dd>
          <dt>{t.channel}</dt>
          <dd>{t.channels[one.channel]}</dd>
          <dt>{t.categories}</dt>
          <dd>{reader.list(one.categories.map((category) => kinds[category] ?? category))}</dd>
          <dt>{t.answerDays}</dt>
          <dd>{reader.number(one.answer_days)}</dd>
          {one.emergency_hours !== undefined && (
            <>
              <dt>{t.emergencyHours}</dt>
              <dd>{reader.number(one.emergency_hours)}</dd>
            </>
          )}
          <dt>{t.safeguardsWanted}</dt>
          <dd>
            {one.safeguards.length === 0 && '–'}
            {one.safeguards.map((each) => (
              <p>{t.safeguard[each]}</p>
            ))}
          </dd>
          {one.side_by_side && (
            <>
              <dt>{t.approvalLayers}</dt>
              <dd>{t.sideBySide}</dd>
            </>
          )}
          {one.opens.length > 0 && (
            <>
              <dt>{t.opens}</dt>
              <dd>
                {one.opens.map((id) => (
                  <p>
                    <RuleName id={id} law={law} reader={reader} />
                  </p>
                ))}
              </dd>
            </>
          )}
        </dl>
      ))}
      <table class="table">
        <caption>{t.summary}</caption>
        <tbody>
          {proposal.rules.map((one) => (
            <tr>
              <td>{t.does[one.does]}</td>
              <th scope="row">
                <RuleName id={one.rule} law={law} would={proposal.law} reader={reader} />
                {onlyHere?.(one) && <span class="small soft"> · {t.onlyHere}</span>}
              </th>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small soft">
        {t.digestBefore}: <code>{law.digest}</code>
        <br />
        {t.digestAfter}: <code>{proposal.law.digest}</code>
      </p>
    </section>
  )
}
