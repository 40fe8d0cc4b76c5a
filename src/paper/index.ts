export { PaperError } from './errors.ts'
export { typeset } from './typeset.ts'
