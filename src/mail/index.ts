export { letterLanguages, paces } from './choice.ts'
export { choiceOf, choose } from './choosing.ts'

export type { MailServer } from './smtp.ts'
export { startMail } from './start.ts'
