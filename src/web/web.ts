import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { type InstanceSecret, listOrganisations, type OpenId, type RelyingParty } from '../accounts/index.ts'
import type { Now } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { type Reachable, type Roads, reachable } from '../exchange/index.ts'
import type { LawBase } from '../law/index.ts'
import { EDITION_BYTES, TABLE_BYTES } from '../oversight/index.ts'
import type { Blobs, Timestamper } from '../vault/index.ts'
import { WebError } from './errors.ts'
import { accountPages } from './pages/account.tsx'
import { answeringPages } from './pages/answering.tsx'
import { assessmentPages } from './pages/assessments.tsx'
import { auditPages } from './pages/audits.tsx'
import { complaintPages } from './pages/complaints.tsx'
import { conflictPages } from './pages/conflicts.tsx'
import { contradictionPages } from './pages/contradictions.tsx'
import { correctingPages } from './pages/correcting.tsx'
import { costsPages } from './pages/costs.tsx'
import { custodyPages } from './pages/custody.tsx'
import { dealingPages } from './pages/dealings.tsx'
import { dialoguePages } from './pages/dialogues.tsx'
import { directoryPages } from './pages/directory.tsx'
import { draftPages } from './pages/draft.tsx'
import { emergencyPages } from './pages/emergency.tsx'
import { erasurePages } from './pages/erasures.tsx'
import { errorPage } from './pages/error.tsx'
import { evidencePages } from './pages/evidence.tsx'
import { formPages } from './pages/form.tsx'
import { frontPage } from './pages/front.tsx'
import { gatePages } from './pages/gate.tsx'
import { halfYearPages } from './pages/half-year.tsx'
import { industryCodePages } from './pages/industry-codes.tsx'
import { informingPages } from './pages/informing.tsx'
import { joiningPages } from './pages/joining.tsx'
import { keyPages } from './pages/keys.tsx'
import { laboratoryPages } from './pages/laboratory.tsx'
import { lawPages } from './pages/law.tsx'
import { linkingPages } from './pages/linking.tsx'
import { logPages } from './pages/log.tsx'
import { logEntryPages } from './pages/log-entry.tsx'
import { mapPages } from './pages/map.tsx'
import { matterPages } from './pages/matters.tsx'
import { minimisingPages } from './pages/minimising.tsx'
import { modelPages } from './pages/models.tsx'
import { notificationPages } from './pages/notifications.tsx'
import { objectionPages } from './pages/objection.tsx'
import { operatorPages } from './pages/operator.tsx'
import { oversightPages } from './pages/oversight.tsx'
import { owedPages } from './pages/owed.tsx'
import { penaltyPages } from './pages/penalties.tsx'
import { peoplePages } from './pages/people.tsx'
import { piecePages } from './pages/piece.tsx'
import { productionPages } from './pages/production.tsx'
import { programPages } from './pages/programs.tsx'
import { publicTablePages } from './pages/public-tables.tsx'
import { reciprocityPages } from './pages/reciprocity.tsx'
import { redressPages } from './pages/redress.tsx'
import { requestListPage } from './pages/request-list.tsx'
import { requestPages } from './pages/requests.tsx'
import { retentionPages } from './pages/retention.tsx'
import { reviewPages } from './pages/review.tsx'
import { routePages } from './pages/routes.tsx'
import { runningPages } from './pages/running.tsx'
import { senderPages } from './pages/sender.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { statementPages } from './pages/statement.tsx'
import { statisticsPages } from './pages/statistics.tsx'
import { teamPages } from './pages/teams.tsx'
import { todayPage } from './pages/today.tsx'
import { transferPages } from './pages/transfers.tsx'
import { translationPages } from './pages/translations.tsx'
import { waitingTimePages } from './pages/waiting-times.tsx'
import { assetRoutes } from './shell/assets.ts'
import type { Env } from './shell/env.ts'
import { refuseForged } from './shell/forged.ts'
import { frame } from './shell/frame.tsx'
import { securityHeaders } from './shell/headers.ts'
import { preferences } from './shell/preferences.ts'
import { session } from './shell/session.ts'
import { urls } from './urls.ts'

export interface WebParts {
  readonly db: Db
  readonly law: LawBase
  readonly blobs: Blobs
  readonly timestamp?: Timestamper | undefined
  readonly now: Now
  /** How passkeys know this instance; its origin also says whether cookies travel over TLS only. */
  readonly party: RelyingParty
  /** The provider of OpenID Connect people may sign in through. */
  readonly openId?: OpenId | undefined
  /** Where webhooks may lead; public addresses unless told. */
  readonly reachable?: Reachable
  /** The cards another instance shows of its organisations. */
  readonly fetchCards: Roads['fetchCards']
  /** Private keys of new organisations are kept under it, and form tokens made from it. */
  readonly secret: InstanceSecret
  /** People can be told by mail what waits for them. */
  readonly sendsMail?: boolean
  /** Invented people may be signed in as, and every page says so. */
  readonly demonstration: boolean
  /** IANA zone in which instants are shown; UTC unless told. */
  readonly zone?: string
  /** Proposals the policy desk can begin from. */
  readonly examples?: readonly { readonly name: string; readonly text: string }[]
  /** Told of every error that is our fault. */
  readonly report: (error: unknown) => void
}

/** What a form may weigh; evidence goes another way. */
const FORM_BYTES = 1_048_576
/** Where files go that are for a stream and never held: evidence, and what only its sum is taken of. */
const FILES = ['/requests/:id/production/files', '/requests/:id/translations/sums']
/** Where a record of a hundred thousand plain requests may come as a file; larger ones are for the command line. */
const RECORDS = ['/laboratory/proposals/:id/runs', urls.laboratoryStudies]
const RECORD_BYTES = 67_108_864

/** The pages. Everything works without script; nothing is shown that another organisation owns. */
export function web(parts: WebParts) {
  const { db, law, blobs, now, party, demonstration, report, zone = 'UTC' } = parts
  const secure = party.origin.startsWith('https:')
  const isNew = async () => !(await listOrganisations(db)).some(({ seats }) => seats.includes('operator'))
  const app = new Hono<Env>()
  app.onError((error, c) => errorPage(c, error, report))
  app.use(securityHeaders)
  app.route('/', assetRoutes())
  app.use(frame({ translate: law.translate, zone, demonstration }))
  app.use(urls.reciprocityEditions, bodyLimit({ maxSize: EDITION_BYTES, onError: tooLarge }))
  app.use(urls.publicTables, bodyLimit({ maxSize: TABLE_BYTES + FORM_BYTES, onError: tooLarge }))
  const form = bodyLimit({ maxSize: FORM_BYTES, onError: tooLarge })
  const record = bodyLimit({ maxSize: RECORD_BYTES, onError: tooLarge })
  const isFile = (c: Context) => c.req.header('content-type')?.startsWith('multipart/form-data')
  for (const path of RECORDS) app.use(path, (c, next) => (isFile(c) ? record : form)(c, next))
  app.use(except([...FILES, ...RECORDS, urls.reciprocityEditions, urls.publicTables], form))
  app.use(session({ db, now }))
  app.use(refuseForged({ secret: parts.secret.key, secure }))
  app.route('/', preferences({ secure }))
  app.route('/', frontPage({ law, isNew, demonstration }))
  app.route('/', routePages({ law, now }))
  app.route('/', mapPages({ law, now }))
  app.route('/', modelPages({ law, now }))
  app.route('/', lawPages({ law, now }))
  app.route('/', signInPages({ db, now, party, demonstration, secure, openId: parts.openId }))
  app.route('/', accountPages({ db, now, party }))
  app.route('/', programPages({ db, now, reachable: parts.reachable ?? reachable() }))
  app.route('/', peoplePages({ db, now, origin: party.origin }))
  app.route('/', productionPages({ db, blobs, law, secret: parts.secret, now }))
  app.route('/', evidencePages({ db, blobs, law, secret: parts.secret, timestamp: parts.timestamp, now }))
  app.route('/', custodyPages({ db, law, now }))
  app.route('/', piecePages({ db, blobs, law, secret: parts.secret, now }))
  app.route('/', gatePages({ db, blobs, law, now }))
  app.route('/', transferPages({ db, law, now }))
  app.route('/', conflictPages({ db, law, now }))
  app.route('/', minimisingPages({ db, blobs, secret: parts.secret, now }))
  app.route('/', retentionPages({ db, blobs, law, secret: parts.secret, now }))
  app.route('/', erasurePages({ db, now }))
  app.route('/', keyPages({ db, blobs, secret: parts.secret, now }))
  app.route('/', logPages({ db, blobs, secret: parts.secret, timestamp: parts.timestamp, now }))
  app.route('/', contradictionPages({ db, now }))
  app.route('/', logEntryPages({ db, secret: parts.secret, now }))
  app.route('/', reciprocityPages({ db, law, now }))
  app.route('/', halfYearPages({ db, law, now }))
  app.route('/', publicTablePages({ db, law, now }))
  app.route('/', dialoguePages({ db, law, now }))
  app.route('/', industryCodePages({ db, law, now }))
  app.route('/', owedPages({ db, law, now }))
  app.route('/', penaltyPages({ db, law }))
  app.route('/', waitingTimePages({ db, law, now }))
  app.route('/', statisticsPages({ db, law, secret: parts.secret, now }))
  app.route('/', redressPages({ db, law, now, origin: party.origin }))
  app.route('/', informingPages({ db, law, now }))
  app.route('/', complaintPages({ db, law, secret: parts.secret, now }))
  app.route('/', auditPages({ db, law, now }))
  app.route('/', assessmentPages({ db, law, now, origin: party.origin }))
  app.route('/', oversightPages({ db, law, secret: parts.secret, now }))
  app.route('/', laboratoryPages({ db, law, now, examples: parts.examples ?? [] }))
  app.route('/', directoryPages({ db, secret: parts.secret, now }))
  app.route('/', operatorPages({ ...parts, origin: party.origin }))
  app.route('/', joiningPages({ db, now, party, secret: parts.secret, secure }))
  app.route('/', todayPage({ db, law, now }))
  app.route('/', notificationPages({ db, now, sendsMail: parts.sendsMail ?? false }))
  app.route('/', matterPages({ db, law, now }))
  app.route('/', draftPages({ db, law, now }))
  app.route('/', requestListPage({ db, law, now }))
  app.route('/', senderPages({ db, law, now }))
  app.route('/', requestPages({ db, law, now }))
  app.route('/', formPages({ db, law, now }))
  app.route('/', objectionPages({ db, law, now }))
  app.route('/', answeringPages({ db, law, now }))
  app.route('/', costsPages({ db, law }))
  app.route('/', reviewPages({ db, law, now }))
  app.route('/', dealingPages({ db, law, now }))
  app.route('/', correctingPages({ db, law, now }))
  app.route('/', translationPages({ db, law, now }))
  app.route('/', statementPages({ db, law, now }))
  app.route('/', runningPages({ db, law, now }))
  app.route('/', emergencyPages({ db, law, now }))
  app.route('/', linkingPages({ db, law, now }))
  app.route('/', teamPages({ db, blobs, secret: parts.secret, law, now }))
  app.all('*', () => {
    throw new WebError('missing', 'no_such_page', 'There is no such page')
  })
  return app
}

function tooLarge(): never {
  throw new WebError('invalid', 'too_large', '1 MB')
}
