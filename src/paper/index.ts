export { typeset } from './typeset.ts'
export { typesetWhole } from './whole.ts'
