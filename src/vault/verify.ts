import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseBase64 } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { sha256, verify as verifySignature } from '../crypto/index.ts'
import { checkBag, oxum } from './bagit.ts'
import { caseGraph } from './case-graph.ts'
import { custodyFaults } from './custody-faults.ts'
import { VaultError } from './errors.ts'
import { names, type PackagedKeys, type Statement, schemas, statementBytes } from './package-format.ts'
import { checkProofs, readEvents } from './package-proofs.ts'
import { readJson, readManifest, readText } from './package-read.ts'
import { isSafePath } from './safe-path.ts'
import { stampOf, type Trust } from './stamps.ts'
import { type Fault, folderTree, readWhole, type Tree } from './tree.ts'
import { type ZipTree, zipTree } from './zip.ts'

/** One thing that was looked at. `file` is the one at fault, by its path in the package. */
export interface Check {
  readonly what: string
  readonly ok: boolean
  readonly file?: string
  readonly says: string
}

export interface PackageReport {
  readonly ok: boolean
  /** How many files the package has. */
  readonly files: number
  /** What the package says of itself, once its signature is seen to hold. */
  readonly signed?: { readonly by: string; readonly key: string; readonly at: string; readonly id: string }
  readonly checks: readonly Check[]
}

/** No report grows without bound, however much is wrong. */
const MAX_TOLD = 100

/**
 * Checks an evidence package, a folder or its zip, with nothing but its own bytes: the signature first, then every
 * sum, then every event, proof, checkpoint and cosignature, then that the custody record and the graph say the same.
 * Answers with what is wrong, by file; throws only if there is nothing to read (`no_such_package`).
 */
export async function verifyPackage(path: string, trust: Trust = {}): Promise<PackageReport> {
  const checks: Check[] = []
  const found = await stat(path).catch((cause) => {
    throw new VaultError('missing', 'no_such_package', `There is no package at ${path}`, { cause })
  })
  let zip: ZipTree | undefined
  let tree: Tree | undefined
  let statement: Statement | undefined
  try {
    if (found.isDirectory()) tree = await folderTree(path)
    else tree = zip = await zipTree(path, basename(path))
    statement = await checkSeal(tree, trust, checks)
    await checkContents(tree, statement, trust, checks)
    await checkStamp(tree, trust, checks)
    if (zip) await checkZip(zip, statement, checks)
  } catch (error) {
    if (!(error instanceof Refused)) checks.push(asCheck(error, basename(path)))
  } finally {
    zip?.close()
  }
  return {
    ok: checks.length > 0 && checks.every(({ ok }) => ok),
    files: tree?.files.size ?? 0,
    ...(statement ? { signed: { by: statement.org, key: statement.key, at: statement.at, id: statement.id } } : {}),
    checks,
  }
}

/** Thrown once the faults are told, where nothing that follows could still be believed. */
class Refused extends Error {}

/** The chain of belief: signature.json is signed, and holds the sum of the tag manifest, which holds those of the rest. */
async function checkSeal(tree: Tree, trust: Trust, checks: Check[]): Promise<Statement> {
  const odd = [...tree.faults, ...[...tree.files.keys()].filter((file) => !isSafePath(file)).map(unsafe)]
  tell(checks, 'names', odd, 'Every file has a plain name and is a plain file')

  const { signature, ...statement } = await readJson(tree, names.signature, schemas.signature)
  const holds = await verifySignature(parseBase64(statement.key), statementBytes(statement), parseBase64(signature))
  const trusted = trust.key === undefined || trust.key === statement.key
  const faults = [
    ...(holds ? [] : [{ file: names.signature, says: 'does not hold: it was changed, or signed with another key' }]),
    ...(trusted ? [] : [{ file: names.signature, says: 'is made with another key than the one you trust' }]),
  ]
  tell(checks, 'signature', faults, `Signed by ${statement.org} on ${statement.at} with the key ${statement.key}`)

  const tagmanifest = Buffer.from(sha256(await readWhole(tree, names.tagmanifest))).toString('hex')
  const changed =
    tagmanifest === statement.tagmanifest ? [] : [{ file: names.tagmanifest, says: 'is not the one that was signed' }]
  tell(checks, 'tag manifest', changed, 'The list of files is the one that was signed')
  return statement
}

async function checkContents(tree: Tree, statement: Statement, trust: Trust, checks: Check[]): Promise<void> {
  const tags = await readManifest(tree, names.tagmanifest)
  tell(
    checks,
    'tag files',
    await changedFiles(tree, tags),
    `${tags.size} files about the evidence are the ones that were signed`,
  )
  const listed = new Set<string>([...tags.keys(), names.tagmanifest, names.signature, names.timestamp])
  const extra = [...tree.files.keys()]
    .filter((file) => !file.startsWith('data/') && !listed.has(file))
    .map((file) => ({ file, says: 'is not listed: it was added' }))
  const { faults, warnings } = await checkBag(tree)
  tell(
    checks,
    'files',
    [...extra, ...faults, ...warnings],
    `All ${tree.files.size} files are there and unchanged, and no other (${oxum(tree)} in the payload)`,
  )

  const keys = await readJson(tree, names.keys, schemas.keys)
  tell(checks, 'keys', keyFaults(keys, statement), `${keys.organisations.length} organisations and their keys`)
  const events = await readEvents(tree)
  await checkProofs(tree, events, keys, trust, (what, faults, says) => tell(checks, what, faults, says))

  const custody = await readJson(tree, names.custody, schemas.custody)
  const sums = await readManifest(tree, names.manifest)
  const differing = custodyFaults(custody, events, tree, sums)
  tell(
    checks,
    'custody',
    differing,
    `The custody record tells ${custody.acts.length} acts and ${custody.items.length} items as the log and the files do`,
  )
  const graph = await readText(tree, names.graph)
  const wrongGraph =
    graph === caseGraph(custody, keys)
      ? []
      : [{ file: names.graph, says: 'does not say the same as the custody record' }]
  tell(checks, 'graph', wrongGraph, 'The CASE/UCO graph says the same as the custody record')
}

/** The files about the evidence come before the evidence: only then is the manifest to be believed. */
async function changedFiles(tree: Tree, sums: ReadonlyMap<string, string>): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const [file, sum] of sums) {
    if (!tree.files.has(file)) faults.push({ file, says: 'is missing' })
    else if (Buffer.from(sha256(await readWhole(tree, file))).toString('hex') !== sum)
      faults.push({ file, says: 'was changed' })
  }
  return faults
}

/** That all of it existed at a time, as an authority signed for it; demanded only of whom the reader says he believes. */
async function checkStamp(tree: Tree, trust: Trust, checks: Check[]): Promise<void> {
  if (!tree.files.has(names.timestamp)) {
    if (trust.roots)
      tell(checks, 'timestamp', [{ file: names.timestamp, says: 'is missing: nobody timestamped it' }], '')
    return
  }
  const { faults, says } = await stampOf(tree, names.timestamp, await readWhole(tree, names.signature), trust)
  tell(checks, 'timestamp', faults, `The package ${says}`)
}

async function checkZip(zip: ZipTree, statement: Statement, checks: Check[]): Promise<void> {
  const difference =
    zip.folder === statement.id
      ? await zip.difference()
      : { file: zip.folder, says: 'is not the folder of this package' }
  tell(checks, 'zip', difference ? [difference] : [], 'The zip holds these files and not a byte besides')
}

function keyFaults({ organisations }: PackagedKeys, { org, key }: Statement): Fault[] {
  const file = names.keys
  const ids = organisations.map((one) => one.org)
  if (new Set(ids).size !== ids.length) return [{ file, says: 'names an organisation twice' }]
  if (organisations.find((one) => one.org === org)?.signing !== key)
    return [{ file, says: `does not give ${org} the key that signed` }]
  return []
}

/** Puts down what was looked at; throws `Refused` after a fault. */
function tell(checks: Check[], what: string, faults: readonly Fault[], fine: string): void {
  if (faults.length === 0) {
    checks.push({ what, ok: true, says: fine })
    return
  }
  for (const { file, says } of faults.slice(0, MAX_TOLD))
    checks.push({ what, ok: false, file, says: `${file} ${says}` })
  if (faults.length > MAX_TOLD) checks.push({ what, ok: false, says: `… and ${faults.length - MAX_TOLD} more` })
  throw new Refused(what)
}

function asCheck(error: unknown, fallback: string): Check {
  if (error instanceof DomainError) {
    const file = error.path ?? fallback
    return { what: 'reading', ok: false, file, says: `${file} ${error.message}` }
  }
  throw error
}

const unsafe = (file: string): Fault => ({ file, says: 'has a name that is not safe on every computer' })
