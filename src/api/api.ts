import { Hono } from 'hono'
import type { InstanceSecret } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { type Post, type Reachable, reachable } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import type { Blobs, Timestamper } from '../vault/index.ts'
import { answering } from './answering.ts'
import { assessments } from './assessments.ts'
import { audits } from './audits.ts'
import { clocks } from './clocks.ts'
import { comparisons } from './comparison.ts'
import { complaints } from './complaints.ts'
import { conflicts } from './conflicts.ts'
import { counterparts } from './counterparts.ts'
import { custody } from './custody.ts'
import { dealings } from './dealings.ts'
import { dialogues } from './dialogues.ts'
import { directory } from './directory.ts'
import { evidence } from './evidence.ts'
import { exchange } from './exchange.ts'
import { forms } from './forms.ts'
import { gate } from './gate.ts'
import { health } from './health.ts'
import { industryCodes } from './industry-codes.ts'
import { informing } from './informing.ts'
import { keys } from './keys.ts'
import { laboratory } from './laboratory.ts'
import { laboratoryRuns } from './laboratory-runs.ts'
import { law as lawBase } from './law.ts'
import { log } from './log.ts'
import { matters } from './matters.ts'
import { minimised } from './minimising.ts'
import { openapi } from './openapi.ts'
import { oversight } from './oversight.ts'
import { owed } from './owed.ts'
import { packages } from './packages.ts'
import { penalties } from './penalties.ts'
import { problem } from './problem.ts'
import { programs } from './programs.ts'
import { publicTables } from './public-tables.ts'
import { reciprocity } from './reciprocity.ts'
import { releases } from './releases.ts'
import { requestActs } from './request-acts.ts'
import { requests } from './requests.ts'
import { retention } from './retention.ts'
import { reviews } from './reviews.ts'
import { routes } from './routes.ts'
import { running } from './running.ts'
import { demonstrationPeople, sessions } from './sessions.ts'
import { whoAsks as asking } from './sign-in.ts'
import { statistics } from './statistics.ts'
import { teams } from './teams.ts'
import { today } from './today.ts'
import { transfers } from './transfers.ts'
import { translations } from './translations.ts'
import { undelivered } from './undelivered.ts'
import { uploads } from './uploads.ts'
import { waiting } from './waiting.ts'
import { waitingTimesOf } from './waiting-times.ts'

interface ApiParts {
  readonly db: Db
  readonly law: LawBase
  readonly blobs: Blobs
  readonly secret: InstanceSecret
  readonly timestamp?: Timestamper | undefined
  readonly now: Now
  readonly post: Post
  /** Where webhooks may lead; public addresses unless told. */
  readonly reachable?: Reachable
  /** How others reach this instance. */
  readonly publicUrl: string
  /** Invented people may be signed in as. */
  readonly demonstration: boolean
  /** Told of every error that is our fault. */
  readonly report: (error: unknown) => void
}

/** The JSON face: law, routes and clocks for anyone, the acts of a request for who is signed in, the letter box for other instances. */
export function api({
  db,
  law,
  blobs,
  secret,
  timestamp,
  now,
  post,
  publicUrl,
  demonstration,
  report,
  ...more
}: ApiParts) {
  const whoAsks = asking({ db, now })
  const setting = { law, now }
  const app = new Hono()
  app.onError((error, c) => problem(c, error, report))
  for (const path of ['/api/*', '/healthz']) {
    app.use(path, async (c, next) => {
      await next()
      c.res.headers.set('x-content-type-options', 'nosniff')
    })
  }
  app.route('/', health({ db, law }))
  app.route('/', routes({ law, now }))
  app.route('/', gate({ law, whoAsks }))
  app.route('/', lawBase({ law, now }))
  app.route('/', clocks({ law }))
  app.route('/', openapi())
  app.route('/', exchange(post, publicUrl, report))
  if (demonstration) app.route('/', demonstrationPeople({ db }))
  app.route('/', sessions({ db, now, demonstration, whoAsks }))
  app.route('/', programs({ db, now, reachable: more.reachable ?? reachable(), whoAsks }))
  app.route('/', counterparts({ db, now, whoAsks }))
  app.route('/', directory({ db, secret, now, whoAsks }))
  app.route('/', undelivered({ db, now, whoAsks }))
  app.route('/', matters({ db, setting, whoAsks }))
  app.route('/', requests({ db, setting, whoAsks }))
  app.route('/', comparisons({ db, setting, whoAsks }))
  app.route('/', translations({ db, setting, whoAsks }))
  app.route('/', waiting({ db, setting, whoAsks }))
  app.route('/', reviews({ db, setting, whoAsks }))
  app.route('/', dealings({ db, setting, whoAsks }))
  app.route('/', answering({ db, setting, whoAsks }))
  app.route('/', running({ db, setting, whoAsks }))
  app.route('/', releases({ db, blobs, setting, whoAsks }))
  app.route('/', transfers({ db, setting, whoAsks }))
  app.route('/', conflicts({ db, setting, whoAsks }))
  app.route('/', teams({ db, blobs, secret, setting, whoAsks }))
  app.route('/', forms({ db, setting, whoAsks }))
  app.route('/', requestActs({ db, setting, whoAsks }))
  const vault = { db, blobs, secret, now, timestamp }
  app.route('/', evidence({ vault, law, whoAsks }))
  app.route('/', uploads({ vault, whoAsks }))
  app.route('/', keys({ vault, whoAsks }))
  app.route('/', minimised({ vault, whoAsks }))
  app.route('/', retention({ vault, setting, whoAsks }))
  app.route('/', packages({ vault, law, whoAsks }))
  app.route('/', custody({ vault, law, whoAsks }))
  app.route('/', today({ db, now, whoAsks }))
  app.route('/', log({ db, now, secret, whoAsks }))
  app.route('/', statistics({ db, whoAsks }))
  app.route('/', complaints({ db, setting, whoAsks }))
  app.route('/', informing({ db, setting, whoAsks }))
  app.route('/', oversight({ db, secret, setting, whoAsks }))
  app.route('/', audits({ db, setting, whoAsks }))
  app.route('/', assessments({ db, setting, whoAsks }))
  app.route('/', penalties({ db }))
  app.route('/', owed({ db, setting, whoAsks }))
  app.route('/', waitingTimesOf({ db, setting, whoAsks }))
  app.route('/', publicTables({ db, setting, whoAsks }))
  app.route('/', reciprocity({ db, setting, whoAsks }))
  app.route('/', dialogues({ db, setting, whoAsks }))
  app.route('/', industryCodes({ db, setting, whoAsks }))
  app.route('/', laboratory({ law, now, whoAsks }))
  app.route('/', laboratoryRuns({ db, law, now, whoAsks }))
  app.all('/api/*', () => {
    throw new DomainError('missing', 'no_such_address', 'There is nothing at this address')
  })
  return app
}
