import { world } from '../../base/world.ts'
import type { Share, Turn } from '../places.ts'

/** How a kind of place is drawn: a tone and marks of its own, so that it reads without colour. */
const looks = {
  solid: { tone: '#14213d', marks: '' },
  diagonal: { tone: '#c3cfe2', marks: '<path d="M-22 68L68-22M23 113L113 23" stroke="#14213d" stroke-width="18"/>' },
  dots: { tone: '#e3e9f3', marks: '<circle cx="45" cy="45" r="21" fill="#14213d"/>' },
  lines: { tone: '#f4f6fa', marks: '<path d="M0 45H90" stroke="#8a94a6" stroke-width="12"/>' },
  cross: { tone: '#f6dcd8', marks: '<path d="M0 0L90 90M90 0L0 90" stroke="#a3271d" stroke-width="14"/>' },
  bare: { tone: '#ffffff', marks: '' },
  none: { tone: '#d9d9d6', marks: '' },
} as const
export type Look = keyof typeof looks

export const shareLooks: Record<Share, Look> = {
  most: 'solid',
  half: 'diagonal',
  some: 'dots',
  few: 'lines',
  no: 'bare',
}
export const turnLooks: Record<Turn, Look> = { wins: 'solid', eased: 'diagonal', loses: 'cross', same: 'lines' }

const patterns = (used: readonly Look[]) =>
  used
    .filter((look) => looks[look].marks)
    .map((look) => {
      const { marks } = looks[look]
      return `<pattern id="${look}" width="90" height="90" patternUnits="userSpaceOnUse">${marks}</pattern>`
    })
    .join('')

/** A shape in its tone, and over it the marks: a tone in the pattern would show the joints of its tiles. */
const filled = (look: Look, shape: (fill: string) => string) =>
  shape(looks[look].tone) + (looks[look].marks ? shape(`url(#${look})`) : '')

const EDGE = 'stroke="#8a94a6" stroke-width="6"'

/** The world as SVG, each place as it is told to look. */
export function drawWorld(lookOf: (place: string) => Look): string {
  const { width, height, places, bare } = world.world
  const groups = [...Map.groupBy(Object.entries(places), ([place]) => lookOf(place))]
  const shapes = groups.map(([look, group]) => {
    const paths = group.map(([, { path }]) => path ?? '').join('')
    return paths && filled(look, (fill) => `<path d="${paths}" fill="${fill}" ${EDGE}/>`)
  })
  // A dot is too small for marks: it has the tone alone.
  const dots = groups.flatMap(([look, group]) =>
    group.flatMap(([, { dot }]) => {
      const [x, y] = dot?.split(' ') ?? []
      return x ? [`<circle cx="${x}" cy="${y}" r="30" fill="${looks[look].tone}" ${EDGE}/>`] : []
    }),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><defs>${patterns(groups.map(([look]) => look))}</defs><path d="${bare}" fill="${looks.none.tone}"/>${shapes.join('')}${dots.join('')}</svg>`
}

/** A sample for the legend. */
export const drawSwatch = (look: Look): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 240"><defs>${patterns([look])}</defs>${filled(look, (fill) => `<rect x="6" y="6" width="348" height="228" rx="24" fill="${fill}" stroke="#14213d" stroke-width="8"/>`)}</svg>`
