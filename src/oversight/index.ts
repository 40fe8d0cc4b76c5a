export { definitions, type Statistics, statisticsOf } from './statistics.ts'
