export { urls } from './urls.ts'
export { type WebParts, web } from './web.ts'
