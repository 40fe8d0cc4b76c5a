import type { LawBase } from '../law/index.ts'
import { readInput } from './input.ts'

/** The law with proposals laid over it, one after the other: a draft bill, a treaty not yet concluded. */
export async function withOverlays(law: LawBase, paths: readonly string[]): Promise<LawBase> {
  if (paths.length === 0) return law
  // Read only here: an answer without a proposal is there in two thirds of the time.
  const { readProposal } = await import('../laboratory/index.ts')
  let changed = law
  for (const path of paths) changed = readProposal(await readInput(path), changed).law
  return changed
}
