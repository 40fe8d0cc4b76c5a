import type { Agreement } from '../agreement.ts'
import type { Proposal } from '../proposal.ts'
import type { Block, Section } from './block.ts'
import type { Telling } from './telling.ts'

/** What is proposed: in its own words, in the choices of its agreements, and rule by rule with citations. */
export function proposalSection({ summary, agreements, rules }: Proposal, telling: Telling): Section {
  const { t, w, rule } = telling
  return {
    heading: w.proposed,
    blocks: [
      { kind: 'text', text: summary.trim() || w.nothingSaid },
      ...agreements.flatMap((one) => agreementBlocks(one, telling)),
      { kind: 'heading', text: w.of(t.summary, w.whole) },
      { kind: 'table', head: [t.rule, ''], wide: 0, rows: rules.map((one) => [rule(one.rule), t.does[one.does]]) },
    ],
  }
}

function agreementBlocks(one: Agreement, { t, w, number, place, list, rule }: Telling): Block[] {
  const name = (id: string) => {
    const cell = rule(id)
    return typeof cell === 'string' ? cell : `${cell.text} (${cell.small})`
  }
  const rows: [string, string | undefined][] = [
    [t.parties, list(one.parties.map(place))],
    [t.from, one.from],
    [t.channel, t.channels[one.channel]],
    [t.categories, list(one.categories.map((category) => w.category[category]))],
    [t.threshold, one.threshold_months === undefined ? undefined : `${number(one.threshold_months)} ${w.months}`],
    [t.answerDays, number(one.answer_days)],
    [t.emergencyHours, one.emergency_hours === undefined ? undefined : number(one.emergency_hours)],
    [t.safeguardsWanted, one.safeguards.map((each) => t.safeguard[each]).join('\n') || undefined],
    [t.safeguard['refusal-grounds'], one.grounds.length > 0 ? one.grounds.map(name).join('\n') : undefined],
    [t.approvalLayers, one.side_by_side ? t.sideBySide : undefined],
    [t.opens, one.opens.length > 0 ? one.opens.map(name).join('\n') : undefined],
    [t.reciprocity, one.reciprocity ? '✓' : undefined],
  ]
  const given = rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
  return [
    { kind: 'heading', text: one.title },
    { kind: 'pairs', rows: given },
  ]
}
