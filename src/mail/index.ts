export { letterLanguages, paces } from './choice.ts'
export { choiceOf, choose } from './choosing.ts'
export { mailer } from './mailer.ts'
export type { MailServer } from './smtp.ts'
