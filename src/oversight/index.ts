export { FEWEST } from './protection.ts'
export { definitions, type Statistics, statisticsOf, statisticsOfAll } from './statistics.ts'
export { type ToldFigures, type ToldLine, toldStatistics } from './told.ts'
