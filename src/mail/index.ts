export { type Choice, choiceOf, choose, letterLanguages, type Pace, paces } from './choice.ts'
export { MailError } from './errors.ts'
export type { MailServer } from './smtp.ts'
export { startMail } from './start.ts'
