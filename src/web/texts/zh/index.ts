import type { Texts } from '../texts.ts'
import { answering } from './answering.ts'
import { assessmentEvents, assessmentRefusals, assessments } from './assessments.ts'
import { auditEvents, auditRefusals, audits } from './audits.ts'
import { conflicts } from './conflicts.ts'
import { correcting } from './correcting.ts'
import { custody } from './custody.ts'
import { dealings } from './dealings.ts'
import { deeds } from './deeds.ts'
import { dialogues } from './dialogues.ts'
import { directory, signals } from './directory.ts'
import { events } from './events.ts'
import { evidence } from './evidence.ts'
import { facts } from './facts.ts'
import { forms } from './forms.ts'
import { gate } from './gate.ts'
import { keys } from './keys.ts'
import { laboratory } from './laboratory.ts'
import { law } from './law.ts'
import { lawCases } from './law-cases.ts'
import { lawClock } from './law-clock.ts'
import { lawPairs } from './law-pairs.ts'
import { lawStates, standings } from './law-states.ts'
import { lists } from './lists.ts'
import { log, recorded } from './log.ts'
import { maps } from './maps.ts'
import { matters } from './matters.ts'
import { minimising } from './minimising.ts'
import { models } from './models.ts'
import { notifications } from './notifications.ts'
import { officialForm } from './official-form.ts'
import { operator } from './operator.ts'
import { oversight } from './oversight.ts'
import { owed } from './owed.ts'
import { penalties } from './penalties.ts'
import { people } from './people.ts'
import { production } from './production.ts'
import { publicTables } from './public-tables.ts'
import { reciprocity } from './reciprocity.ts'
import { redress } from './redress.ts'
import { refusals } from './refusals.ts'
import { happened, requests } from './requests.ts'
import { retention } from './retention.ts'
import { review } from './review.ts'
import { acts, routes } from './routes.ts'
import { emergency, linking, running, teams } from './running.ts'
import { sender } from './sender.ts'
import { errors, front, roles, seats, shell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { statement } from './statement.ts'
import { statistics } from './statistics.ts'
import { today } from './today.ts'
import { transfers } from './transfers.ts'
import { translation } from './translation.ts'
import { waiting } from './waiting.ts'
import { waitingTimes } from './waiting-times.ts'

/** Complete: a key that English has and Chinese lacks does not compile. */
export const zh: Texts = {
  shell,
  front,
  seats,
  roles,
  errors,
  directory,
  signals,
  sender,
  events,
  forms,
  facts,
  routes,
  acts,
  keys,
  laboratory,
  law,
  lawCases,
  lawClock,
  lawPairs,
  lawStates,
  standings,
  lists,
  maps,
  gate,
  minimising,
  models,
  signIn,
  today,
  waiting,
  waitingTimes,
  transfers,
  conflicts,
  translation,
  matters,
  requests,
  happened,
  dealings,
  deeds,
  dialogues,
  correcting,
  custody,
  answering,
  publicTables,
  reciprocity,
  redress,
  retention,
  review,
  statement,
  running,
  emergency,
  linking,
  teams,
  officialForm,
  notifications,
  refusals: { ...refusals, ...auditRefusals, ...assessmentRefusals },
  oversight,
  owed,
  penalties,
  people,
  production,
  evidence,
  log,
  recorded: { ...recorded, ...auditEvents, ...assessmentEvents },
  audits,
  assessments,
  operator,
  statistics,
}
