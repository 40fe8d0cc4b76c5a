import { urls } from '../urls.ts'

/** The addresses of the editions, below those of the statistics. */
export const editionUrls = {
  all: `${urls.statistics}/editions`,
  schema: `${urls.statistics}/editions/schema.json`,
  one: (number: number | string) => `${urls.statistics}/editions/${number}`,
  json: (number: number | string) => `${urls.statistics}/editions/${number}/edition.json`,
  csv: (number: number | string) => `${urls.statistics}/editions/${number}/edition.csv`,
  organisation: (number: number | string, org: string) => `${urls.statistics}/editions/${number}/organisations/${org}`,
  counted: (number: number | string) => `${urls.statistics}/editions/${number}/counted`,
} as const
