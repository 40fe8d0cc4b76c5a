import type { Actor } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { LaboratoryError } from '../errors.ts'
import { readProposal } from '../proposal.ts'
import { expectedOfRun, proposalOf, resultOfRun, runOf } from '../runs.ts'
import { printBrief } from './brief.ts'

/**
 * The brief of a run that is done; the same bytes for the same run, language and law. Throws `not_found`, and `run_not_done`
 * for one that goes on, failed or was cancelled.
 */
export async function briefOfRun(
  db: Db,
  actor: Actor,
  id: string,
  { law, language }: { readonly law: LawBase; readonly language: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const run = await runOf(db, actor, id)
  if (run.state !== 'done')
    throw new LaboratoryError('missing', 'run_not_done', `There is no brief of this run: it is ${run.state}, not done`)
  const { text } = await proposalOf(db, actor, run.proposal, run.version)
  const proposal = readProposal(text, law)
  return printBrief({
    proposal,
    result: await resultOfRun(db, actor, id),
    days: await expectedOfRun(db, actor, id, proposal.law),
    law,
    kind: run.kind,
    trial: { id, version: run.version, byName: run.byName, orgName: actor.orgName },
    language,
    at: Temporal.Instant.from(run.endedAt ?? run.at),
  })
}
