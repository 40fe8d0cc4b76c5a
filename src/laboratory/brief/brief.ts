import { join } from 'node:path'
import { instantText } from '../../base/time.ts'
import type { LawBase } from '../../law/index.ts'
import { typesetWhole } from '../../paper/index.ts'
import type { Proposal } from '../proposal.ts'
import type { Result } from '../running/result.ts'
import type { RecordKind } from '../store.ts'
import type { ExpectedDays } from '../times/expected.ts'
import { byStatus } from '../views.ts'
import type { Block, Section } from './block.ts'
import { daysSection } from './days.ts'
import {
  changesSection,
  conflictsSection,
  mapsSection,
  safeguardsSection,
  unknownSection,
  winnersSection,
} from './figures.ts'
import { proposalSection } from './proposal.ts'
import { type Telling, tellingIn } from './telling.ts'

export interface Brief {
  readonly proposal: Proposal
  readonly result: Result
  readonly days: ExpectedDays
  /** The law as it is. */
  readonly law: LawBase
  readonly kind: RecordKind
  /** The trial as it is kept; none where it was made on the command line. */
  readonly trial?: { readonly id: string; readonly version: number; readonly byName: string; readonly orgName: string }
  /** English or Chinese; any other is English. */
  readonly language: string
  /** When what it tells was known: the same brief at the same moment gives the same bytes. */
  readonly at: Temporal.Instant
}

const template = join(import.meta.dirname, 'brief.typ')

/** What a proposal would do, on paper (PDF/A): every figure of the result, with method, assumptions and limits. */
export function printBrief({ at, ...brief }: Brief): Promise<Uint8Array<ArrayBuffer>> {
  const { proposal, result, days, law, trial } = brief
  const telling = tellingIn(brief.language, law, proposal)
  const { language, w } = telling
  const data = {
    language,
    title: result.title,
    eyebrow: w.heading,
    by: trial ? `${trial.byName}, ${trial.orgName}, ${shown(at)}` : shown(at),
    author: trial?.orgName ?? '',
    foot: trial?.id ?? result.digest.slice(0, 23),
    page: w.page,
    lead: glance(result, telling),
    sections: [
      proposalSection(proposal, telling),
      triedSection(brief, telling),
      changesSection(result, telling),
      unknownSection(result, telling),
      mapsSection(result, telling),
      winnersSection(result, telling),
      conflictsSection(result, telling),
      safeguardsSection(result, telling),
      daysSection(result, days, telling),
      methodSection(brief, telling),
    ],
  }
  return typesetWhole(template, data, at)
}

const shown = (at: Temporal.Instant) => `${instantText(at).slice(0, 16).replace('T', ' ')} UTC`

/** The figures somebody with a minute looks at. */
function glance(result: Result, { t, w, number }: Telling): Block {
  const of = byStatus(result)
  const ways = (when: 'before' | 'after') =>
    of.reduce((sum, one) => sum + (one.status === 'open' || one.status === 'approval' ? one[when] : 0), 0)
  const unknown = of.find(({ status }) => status === 'unknown')
  const told = ['opened', 'eased', 'burdened', 'closed'] as const
  return {
    kind: 'figures',
    figures: [
      { label: w.waysTurn, value: `${number(ways('before'))} → ${number(ways('after'))}` },
      ...told.map((change) => ({ label: t.changes[change], value: number(result.changes[change]) })),
      { label: w.unknownTurn, value: `${number(unknown?.before ?? 0)} → ${number(unknown?.after ?? 0)}` },
    ],
  }
}

/** What was run on what: enough for anybody to run it again. */
function triedSection({ result, kind, trial }: Omit<Brief, 'at'>, { t, w, number }: Telling): Section {
  const rows: (readonly [string, string] | undefined)[] = [
    [w.title, result.title],
    trial && [t.digests.proposal, t.version(number(trial.version))],
    trial && [w.triedBy, `${trial.byName}, ${trial.orgName}`],
    trial && [w.run, trial.id],
    [t.record, t.records[kind]],
    [w.counted, number(result.requests)],
    [w.day, result.on ?? w.ownDay],
    [w.today, result.today],
  ]
  return { heading: w.tried, blocks: [{ kind: 'pairs', rows: rows.filter((row) => row !== undefined) }] }
}

function methodSection({ result, kind }: Omit<Brief, 'at'>, { t, w }: Telling): Section {
  const record = kind === 'pairs' ? '--pairs' : '--record FILE.ndjson'
  return {
    heading: t.method,
    blocks: [
      { kind: 'list', items: [...t.methodText, ...w.limits] },
      { kind: 'heading', text: t.again },
      { kind: 'command', text: `comity laboratory PROPOSAL.yaml ${record}${result.on ? ` --on ${result.on}` : ''}` },
      ...(kind === 'own' ? [{ kind: 'small' as const, text: w.ownRecord }] : []),
      {
        kind: 'pairs',
        rows: [
          [t.digestBefore, result.law.before],
          [t.digestAfter, result.law.after],
          [t.digests.proposal, result.proposal],
          [t.digests.record, result.record],
          [t.digests.result, result.digest],
        ],
      },
    ],
  }
}
