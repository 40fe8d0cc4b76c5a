export { type ApiParts, api } from './api.ts'
