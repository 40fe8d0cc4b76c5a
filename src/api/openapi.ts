import { Hono } from 'hono'
import { z } from 'zod'
import { factsSchema, releaseSchema } from '../law/index.ts'
import { answeringPaths } from './answering.ts'
import { assessmentPaths } from './assessments.ts'
import { auditPaths } from './audits.ts'
import { comparisonPaths } from './comparison.ts'
import { complaintPaths } from './complaints.ts'
import { conflictPaths } from './conflicts.ts'
import { counterpartPaths } from './counterparts.ts'
import { custodyPaths } from './custody.ts'
import { dealingPaths } from './dealings.ts'
import { dialoguePaths } from './dialogues.ts'
import { directoryPaths } from './directory.ts'
import { evidencePaths } from './evidence.ts'
import { formPaths } from './forms.ts'
import { narrowingSchema, recordsDecision, recordsQuery } from './gate.ts'
import { industryCodePaths } from './industry-codes.ts'
import { informingPaths } from './informing.ts'
import { keyPaths } from './keys.ts'
import { laboratoryPaths } from './laboratory.ts'
import { laboratoryRunPaths } from './laboratory-runs.ts'
import { lawPaths } from './law.ts'
import { logPaths } from './log.ts'
import { matterPaths } from './matters.ts'
import { minimisingPaths } from './minimising.ts'
import { operation, withPathParameters } from './operation.ts'
import { oversightPaths } from './oversight.ts'
import { owedPaths } from './owed.ts'
import { packagePaths } from './packages.ts'
import { penaltyPaths } from './penalties.ts'
import { programPaths } from './programs.ts'
import { publicTablePaths } from './public-tables.ts'
import { reciprocityPaths } from './reciprocity.ts'
import { releasePaths } from './releases.ts'
import { actPaths } from './request-acts.ts'
import { requestPaths } from './requests.ts'
import { retentionPaths } from './retention.ts'
import { reviewPaths } from './reviews.ts'
import { runningPaths } from './running.ts'
import { analysisSchema, clockBody, dueSchema, healthSchema, releaseDecisionSchema } from './schemas.ts'
import { sessionPaths } from './sessions.ts'
import { statisticsPaths } from './statistics.ts'
import { teamPaths } from './teams.ts'
import { todayPaths } from './today.ts'
import { transferPaths } from './transfers.ts'
import { translationPaths } from './translations.ts'
import { undeliveredPaths } from './undelivered.ts'
import { uploadPaths } from './uploads.ts'
import { waitingPaths } from './waiting.ts'
import { waitingTimesPaths } from './waiting-times.ts'

const all = z.object({ all: z.boolean().optional().meta({ description: 'Also the routes made for other states' }) })

const answerPaths = {
  '/api/routes': {
    post: operation('Every route to the data of a case, and why it is open or closed', {
      open: true,
      takes: factsSchema,
      gives: analysisSchema,
      query: all,
    }),
  },
  '/api/gate': {
    post: operation('Whether a release may happen, item by item, and what would open it', {
      open: true,
      takes: releaseSchema,
      gives: releaseDecisionSchema,
    }),
  },
  '/api/gate/records': {
    post: operation(
      'Whether a set of records, one in JSON on each line and of any size, may go; read as a stream, graded as its fields propose. Whoever accepts application/x-ndjson is told in lines how far it is, and the answer on the last',
      {
        upload: true,
        query: recordsQuery,
        gives: recordsDecision,
      },
    ),
  },
  '/api/gate/narrowings': {
    post: operation(
      'What of a release could go, narrowed, masked or in part, and what changes by it; null where nothing could',
      {
        open: true,
        takes: releaseSchema,
        gives: narrowingSchema,
      },
    ),
  },
  '/api/clocks': {
    post: operation('When a statutory period ends, and how that was worked out', {
      open: true,
      takes: clockBody,
      gives: dueSchema,
      names: true,
    }),
  },
  '/healthz': { get: operation('Whether the instance is ready', { open: true, gives: healthSchema }) },
}

/** The API described in OpenAPI 3.1, from the same schemas that read and shape its messages. */
export const description = {
  openapi: '3.1.0',
  info: {
    title: 'Comity',
    version: '1',
    description: 'Which law lets electronic evidence cross a border, and which forbids it.',
  },
  components: {
    securitySchemes: {
      session: { type: 'http', scheme: 'bearer', description: 'A session, or the token of a program (comity_…)' },
      pages: { type: 'apiKey', in: 'cookie', name: 'comity_session' },
    },
  },
  security: [{ session: [] }, { pages: [] }],
  paths: withPathParameters({
    ...answerPaths,
    ...waitingPaths,
    ...lawPaths,
    ...sessionPaths,
    ...programPaths,
    ...counterpartPaths,
    ...directoryPaths,
    ...undeliveredPaths,
    ...matterPaths,
    ...requestPaths,
    ...formPaths,
    ...actPaths,
    ...comparisonPaths,
    ...translationPaths,
    ...reviewPaths,
    ...dealingPaths,
    ...answeringPaths,
    ...runningPaths,
    ...teamPaths,
    ...evidencePaths,
    ...custodyPaths,
    ...uploadPaths,
    ...keyPaths,
    ...minimisingPaths,
    ...releasePaths,
    ...transferPaths,
    ...conflictPaths,
    ...retentionPaths,
    ...packagePaths,
    ...todayPaths,
    ...logPaths,
    ...statisticsPaths,
    ...complaintPaths,
    ...informingPaths,
    ...laboratoryPaths,
    ...oversightPaths,
    ...auditPaths,
    ...assessmentPaths,
    ...owedPaths,
    ...penaltyPaths,
    ...waitingTimesPaths,
    ...publicTablePaths,
    ...reciprocityPaths,
    ...dialoguePaths,
    ...industryCodePaths,
    ...laboratoryRunPaths,
  }),
} as const

export function openapi() {
  return new Hono().get('/api/openapi.json', (c) => c.json(description))
}
