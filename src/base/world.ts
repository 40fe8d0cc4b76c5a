import { z } from 'zod'
import { type CountryCode, parseCountryCode } from './countries.ts'
import { DomainError } from './errors.ts'
import drawing from './world.json' with { type: 'json' }

const frame = z.object({
  width: z.number(),
  height: z.number(),
  /** By code of ISO 3166-1: an SVG path, a point `x y` where the place is too small to be seen, or both. */
  places: z.record(z.string(), z.object({ path: z.string().optional(), dot: z.string().optional() })),
  /** Land that belongs to no place: without a code of its own, disputed, or nobody lives there. */
  bare: z.string(),
})
export type Frame = z.infer<typeof frame>

/** The world, and two parts of it that are too crowded there; drawn by `npm run world`. */
export const world = z.object({ world: frame, europe: frame, antilles: frame }).parse(drawing)

/** Every state and territory on the map. */
export const places: readonly CountryCode[] = [
  ...new Set(Object.values(world).flatMap((one) => Object.keys(one.places))),
]
  .sort()
  .map(parseCountryCode)

const drawn = new Set<string>(places)

/** A place on the map by its code. Throws `invalid` / `country_code`. */
export function parsePlace(input: string): CountryCode {
  const code = parseCountryCode(input)
  if (!drawn.has(code)) throw new DomainError('invalid', 'country_code', `Nobody holds data in ${code}`)
  return code
}
