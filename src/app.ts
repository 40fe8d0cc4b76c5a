import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { type InstanceSecret, openId, readSecret, relyingParty, signerAt } from './accounts/index.ts'
import { api } from './api/index.ts'
import { instantText, type Now, systemNow } from './base/time.ts'
import { closed } from './closing.ts'
import type { Config } from './config.ts'
import { readCertificates } from './crypto/index.ts'
import { type Database, type Db, openDatabase, vacuumNext } from './db/index.ts'
import {
  openHi1Door,
  overHttp,
  overMutualTls,
  type Post,
  reachable,
  recordInto,
  startCarrier,
  THIS_MACHINE,
  takeUpAgain,
  tellWebhooks,
  withNotices,
} from './exchange/index.ts'
import { carryRuns, carryStudies } from './laboratory/index.ts'
import { laboratoryThread } from './laboratory-thread.ts'
import type { LawBase } from './law/index.ts'
import { limiting } from './limiting.ts'
import { mailer } from './mail/index.ts'
import { adoptStandingRules, withComplaints, withOversight } from './oversight/index.ts'
import { readExamples } from './read-examples.ts'
import { ownRules, readLaw } from './read-law.ts'
import { receive, sweep } from './requests/index.ts'
import { again } from './rounds.ts'
import {
  type Blobs,
  bucketShelf,
  declarePlaces,
  openBlobs,
  removeOrphans,
  scrub,
  storeName,
  tidy,
  timestamper,
} from './vault/index.ts'
import { type Watched, watching } from './watching.ts'
import { urls, web } from './web/index.ts'

export interface AppOptions extends Config {
  /** Invented people may be signed in as, and every page says so. */
  readonly demonstration: boolean
  /** The database, where somebody has begun to open it already. */
  readonly database?: Promise<Database>
  readonly now?: Now
  /** Told of what is our fault. */
  readonly report?: (error: unknown) => void
}

/** An instance, wired: what serves requests, and the parts that commands and tests use beside it. */
export interface App {
  /** `server`: what the connection says of itself, where the request came over one. */
  fetch(request: Request, server?: object): Response | Promise<Response>
  readonly db: Db
  readonly law: LawBase
  readonly blobs: Blobs
  readonly secret: InstanceSecret
  readonly now: Now
  /** Resolves once every message that can be carried now has been. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Opens the database, the law and the evidence store, and puts the pages, the API and the letter box over them. */
export async function createApp(options: AppOptions): Promise<App> {
  const { dataFolder, databaseUrl, publicUrl, demonstration, now = systemNow, report = console.error } = options
  const [{ db, close }, law] = await Promise.all([
    options.database ?? openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder }),
    readLaw().then((law) => ownRules(law, options.rules)),
  ])
  await adoptStandingRules(db, law, now())
  const signer = options.signer && signerAt(options.signer.url, options.signer.token)
  const secret = readSecret({ secret: options.secret, folder: dataFolder, signer })
  const shelf = options.bucket && (await bucketShelf(options.bucket, await storeName(db), report))
  const blobs = await openBlobs(join(dataFolder, 'evidence'), shelf)
  // In a demonstration one machine stands for many: what each organisation has is taken to lie in its own state.
  const { places = [{ shelf: 'folder', state: undefined, rated: [] }] } = options
  const declared = demonstration ? places.map((place) => ({ ...place, state: place.state ?? 'own' })) : places
  await db.transaction().execute((tx) => declarePlaces(tx, declared))
  const timestamp = options.timestamps && timestamper(authorityOf(options.timestamps), report)
  const takeIn = withNotices(
    withOversight(
      { law, now },
      withComplaints(law, (tx, { message, at, ...received }) =>
        receive(tx, law, { ...received, messageId: message, at: instantText(at) }),
      ),
    ),
  )
  const mayReach = roadsOf(options)
  const identity = options.hi1 && {
    certificate: readFileSync(options.hi1.certificate, 'utf8'),
    key: readFileSync(options.hi1.key, 'utf8'),
  }
  const hi1 = options.hi1 && identity && { url: options.hi1.url, send: overMutualTls(identity, mayReach) }
  const { fetchCards, ...roads } = overHttp(mayReach)
  const post: Post = { db, blobs, secret, law, now, receive: takeIn, ...roads, ...(hi1 && { hi1 }) }
  // A data folder is opened by one process at a time; on a server others may be carrying.
  if (databaseUrl === undefined) await takeUpAgain(post)
  const carrier = startCarrier(post, report)
  // Whatever happens to the machine's clock, a period is told to be over this much late at most.
  const sweeping = again(() => sweep(db, { law, now }), 20_000, report)
  // Another process of this instance may have taken up a bar that counts from tomorrow.
  const adopting = again(() => adoptStandingRules(db, law, now()), 60_000, report)
  // Comes at once, after whatever ended the process before.
  const tidying = again(() => tidy({ db, blobs, secret, now, timestamp }), 10 * 60_000, report)
  const vacuuming = databaseUrl === undefined ? again(() => vacuumNext(db), 5 * 60_000, report) : undefined
  const scrubbing = again(() => scrub({ db, blobs, now }), 10 * 60_000, report)
  const telling = again(() => tellWebhooks({ db, secret, now, reachable: mayReach }), 2_000, report)
  const ending = new AbortController()
  const bench = { db, law, now, thread: laboratoryThread, stopping: ending.signal }
  const trying = again(async () => (await carryRuns(bench)) || carryStudies(bench), 1_000, report)
  const looking = again(() => removeOrphans({ db, blobs, now }), 24 * 60 * 60_000, report)
  const mailing = options.mail && again(mailer({ db, now, publicUrl, server: options.mail }), 30_000, report)
  const recorder = options.hi1?.record ? recordInto(options.hi1.record) : undefined
  const door = identity && openHi1Door(post, identity, { report, done: carrier.nudge, recorder })
  if (door) await new Promise<void>((open) => door.listen(options.hi1?.port, open))
  const parts = {
    timestamp,
    db,
    law,
    blobs,
    secret,
    now,
    demonstration,
    report,
    party: relyingParty(publicUrl),
    openId: options.openId && openId(options.openId, publicUrl + urls.openIdAnswer, now),
    post,
    publicUrl,
    fetchCards,
    reachable: mayReach,
  }

  const app = new Hono<Watched>()
  if (options.limits) app.use(limiting(options.limits))
  app.use(watching({ db, now }))
  app.use(async (c, next) => {
    await next()
    // Whatever was changed may have something to send; a read never has.
    if (c.req.method !== 'GET') carrier.nudge()
  })
  app.route('/', api(parts))
  app.route('/', web({ ...parts, examples: await readExamples(), sendsMail: mailing !== undefined }))

  return {
    fetch: (request, server) => app.fetch(request, server),
    db,
    law,
    blobs,
    secret,
    now,
    settle: carrier.settle,
    async close() {
      ending.abort()
      if (door) await closed(door)
      await Promise.all(
        [carrier, sweeping, adopting, tidying, vacuuming, scrubbing, looking, trying, telling, mailing].map((rounds) =>
          rounds?.stop(),
        ),
      )
      await close()
    },
  }
}

/** Public addresses and those the operator named; one that is itself reached on its own machine finds others there. */
const roadsOf = ({ peers, publicUrl }: Config) =>
  reachable(peers ?? (/^(localhost|127\.|\[::1\])/.test(new URL(publicUrl).hostname) ? THIS_MACHINE : []))

/** Reads whom to believe once, at the start: a file that is not there is to be noticed then. */
function authorityOf({ url, roots }: NonNullable<Config['timestamps']>) {
  return { url, roots: roots === undefined ? [] : readCertificates(readFileSync(roots, 'utf8')) }
}
