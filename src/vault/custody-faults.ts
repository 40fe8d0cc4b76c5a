import type { Custody, CustodyAct, PackagedEvent } from './package-format.ts'
import type { Fault, Tree } from './tree.ts'

/** A file of the payload as it truly is: its sum by path. */
export type PayloadSums = ReadonlyMap<string, string>

/** Where a custody record says something else than the events and the files it is about. Empty if nowhere. */
export function custodyFaults(
  custody: Custody,
  events: readonly PackagedEvent[],
  tree: Pick<Tree, 'files'>,
  sums: PayloadSums,
): Fault[] {
  const fault = (says: string): Fault => ({ file: 'custody.json', says })
  const placed = custody.items.flatMap(({ id, path, sha256, size, sealed }) => [
    { id, path, sha256, size },
    ...(sealed ? [{ id, path: sealed.path, sha256: sealed.sha256, size: sealed.size }] : []),
  ])
  const wrongFiles = placed
    .filter(({ path }) => path !== null)
    .filter(({ path, sha256, size }) => sums.get(path ?? '') !== sha256 || tree.files.get(path ?? '') !== size)
    .map(({ id, path }) => fault(`says that ${id} is ${path}, with another sum or size than that file has`))

  const claimed = new Set(placed.map(({ path }) => path))
  const unclaimed = [...sums.keys()]
    .filter((path) => !claimed.has(path))
    .map((path) => fault(`does not know of ${path}`))

  const acts = new Map(custody.acts.map((act) => [placeOf(act), act]))
  const wrongActs = events
    .filter((event) => !tellsOf(acts.get(placeOf(event)), event))
    .map((event) => fault(`tells the event ${event.seq} of ${event.org} otherwise, or not at all`))
  const told = new Set(events.map(placeOf))
  const invented = custody.acts
    .filter((act) => !told.has(placeOf(act)))
    .map((act) => fault(`tells of an act ${act.seq} of ${act.org} that is in no event`))
  return [...wrongFiles, ...unclaimed, ...wrongActs, ...invented]
}

const placeOf = ({ org, seq }: { org: string; seq: number }) => `${org} ${seq}`

function tellsOf(act: CustodyAct | undefined, event: PackagedEvent): boolean {
  return act?.at === event.at && act.by === event.by && act.kind === event.kind && act.about === event.about
}
