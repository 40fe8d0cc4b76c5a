// `npm run world` draws src/base/world.json out of Natural Earth (public domain), so that nothing of it runs on the
// server: each frame is projected once, a state is one SVG path, and one too small to be seen is a dot as well.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { geoAzimuthalEqualArea, geoCentroid, geoDistance, geoEqualEarth, geoMercator, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import { filter, filterAttachedWeight, presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify'
import fine from 'world-atlas/countries-10m.json' with { type: 'json' }
import middle from 'world-atlas/countries-50m.json' with { type: 'json' }

const out = fileURLToPath(new URL('../src/base/world.json', import.meta.url))

/** Nobody lives there for good, so nobody holds data there: land without a name on the map. */
const uninhabited = new Set(['AQ', 'BV', 'GS', 'HM', 'TF', 'UM'])

/**
 * Parts that Natural Earth draws with another state, though ISO 3166-1 gives them a code of their own: code, a point, how
 * far around it (degrees), whose they are drawn as. Crimea is drawn with nobody: states disagree on whose it is.
 */
const parts = [
  ['', 34.3, 45.3, 2, 'RU'],
  ['GF', -53, 4, 3, 'FR'], ['GP', -61.5, 16.2, 0.6, 'FR'], ['MQ', -61, 14.6, 0.4, 'FR'], ['RE', 55.5, -21.1, 1, 'FR'], ['YT', 45.2, -12.8, 1, 'FR'],
  ['SJ', 18, 78.5, 8, 'NO'], ['BQ', -68.3, 12.2, 0.4, 'NL'], ['BQ', -63.1, 17.5, 0.6, 'NL'], ['TK', -171.8, -9.2, 2, 'NZ'],
  ['CX', 105.6, -10.5, 1, ''], ['CC', 96.8, -12.2, 1, ''],
] // biome-ignore format: a table

/** Western Sahara begins where Morocco's border of 1912 ends; Natural Earth draws who holds it. */
const cuts = [{ of: 'MA', south: 27.667, goes: 'EH' }]

/** What Natural Earth does not draw at all, where it lies. */
const points = { TK: [-171.8, -9.2], BQ: [-68.3, 12.2], CC: [96.83, -12.17], CX: [105.63, -10.49], SJ: [16, 78.5] }

const frames = {
  world: {
    projection: geoEqualEarth().rotate([-11, 0]),
    corners: [[-169, -56], [191, -56], [11, 84], [-169, 0], [190.9, 0]],
    width: 1000, weight: 1.2e-5, smallest: 1.2, dot: 22,
  },
  europe: {
    projection: geoAzimuthalEqualArea().rotate([-13, -52]),
    corners: [[-10.5, 35.2], [34.8, 34], [-24, 65], [33, 69], [20, 71.4]],
    width: 640, weight: 6e-7, smallest: 2, dot: 40,
  },
  antilles: {
    projection: geoMercator(),
    corners: [[-85.5, 9.6], [-58.8, 27.6]],
    width: 640, weight: 3e-7, smallest: 1, dot: 60,
  },
} // biome-ignore format: a table

const codeOf = ({ id }) => (id ? new Intl.Locale(`und-${id}`).region : '')

/** Every polygon with the code of the place it belongs to; '' where it belongs to none. */
function polygonsOf(topology, weight) {
  const weighed = presimplify(topology, sphericalTriangleArea)
  const thinned = filter(simplify(weighed, weight), filterAttachedWeight(topology, weight / 4, sphericalTriangleArea))
  return feature(thinned, thinned.objects.countries).features.flatMap((one) => {
    const { type, coordinates } = one.geometry ?? { type: '', coordinates: [] }
    const code = uninhabited.has(codeOf(one)) ? '' : codeOf(one)
    return (type === 'Polygon' ? [coordinates] : coordinates).flatMap((rings) => {
      const cut = cuts.find(({ of }) => of === code)
      if (cut) return halves(rings, cut)
      const shape = { type: 'Polygon', coordinates: rings }
      const centre = geoCentroid(shape)
      const part = parts.find(
        ([, lon, lat, far, of]) => of === code && geoDistance(centre, [lon, lat]) < (far * Math.PI) / 180,
      )
      return [{ code: part ? part[0] : code, shape, centre }]
    })
  })
}

/** A polygon cut along a parallel, by Sutherland and Hodgman. */
function halves(rings, { of, south, goes }) {
  const keep = (ring, isInside) =>
    ring.slice(1).flatMap((b, i) => {
      const a = ring[i]
      const share = (south - a[1]) / (b[1] - a[1])
      const between = isInside(a) === isInside(b) ? [] : [[a[0] + share * (b[0] - a[0]), south]]
      return isInside(b) ? [...between, b] : between
    })
  return [
    [of, ([, lat]) => lat >= south],
    [goes, ([, lat]) => lat < south],
  ].flatMap(([code, isInside]) => {
    const ring = keep(rings[0], isInside)
    if (ring.length < 3) return []
    const shape = { type: 'Polygon', coordinates: [[...ring, ring[0]]] }
    return [{ code, shape, centre: geoCentroid(shape) }]
  })
}

/** The path in whole tenths of a unit, relative, without points that fall together. */
function written(shape, projection, smallest) {
  const rings = []
  let ring = []
  const end = () => {
    const area = Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring.at(i - 1)[1] - ring.at(i - 1)[0] * y, 0)) / 2
    if (ring.length > 2 && area / 100 >= smallest) rings.push(ring)
    ring = []
  }
  const pen = {
    point: ([x, y]) => {
      const last = ring.at(-1)
      const at = [Math.round(x * 10), Math.round(y * 10)]
      if (!last || last[0] !== at[0] || last[1] !== at[1]) ring.push(at)
    },
    moveTo: (x, y) => { if (ring.length > 0) end(); pen.point([x, y]) },
    lineTo: (x, y) => pen.point([x, y]),
    closePath: () => end(),
    arc: () => {},
  } // biome-ignore format: one line each
  geoPath(projection, pen)(shape)
  return rings
    .map(([[x, y], ...rest]) => {
      let [lastX, lastY] = [x, y]
      const steps = rest.map(([a, b]) => {
        const step = `${a - lastX}${b - lastY < 0 ? '' : ' '}${b - lastY}`
        ;[lastX, lastY] = [a, b]
        return step
      })
      return `M${x} ${y}l${steps.join(' ').replaceAll(' -', '-')}z`
    })
    .join('')
}

/** A frame in tenths of its unit of width, so that every number is whole. */
function drawn({ projection, corners, width, weight, smallest, dot }, shapes, centres) {
  projection.fitWidth(width, { type: 'MultiPoint', coordinates: corners })
  const [[left, top], [, bottom]] = geoPath(projection).bounds({ type: 'MultiPoint', coordinates: corners })
  const height = Math.round(bottom - top)
  const [x, y] = projection.translate()
  projection.translate([x - left, y - top]).clipExtent([[-2, -2], [width + 2, height + 2]]) // biome-ignore format: a box
  const places = {}
  let bare = ''
  for (const [code, polygons] of Map.groupBy(polygonsOf(shapes, weight), ({ code }) => code)) {
    const path = polygons.map(({ shape }) => written(shape, projection, smallest)).join('')
    if (code === '') bare = path
    else if (path !== '') places[code] = { path }
  }
  for (const [code, { centre, area }] of centres) {
    const [atX, atY] = projection(centre)
    const inside = atX >= 0 && atY >= 0 && atX <= width && atY <= height
    if (inside && area * projection.scale() ** 2 < dot)
      places[code] = { ...places[code], dot: `${Math.round(atX * 10)} ${Math.round(atY * 10)}` }
  }
  return { width: width * 10, height: height * 10, places: sorted(places), bare }
}

/** Where the largest part of each place lies, and how large all of it is, in steradians. */
function centresOf(topology) {
  const centres = new Map(Object.entries(points).map(([code, centre]) => [code, { centre, area: 0 }]))
  const area = geoPath(geoEqualEarth().scale(1).translate([0, 0]))
  for (const [code, polygons] of Map.groupBy(polygonsOf(topology, 0), ({ code }) => code)) {
    if (code === '') continue
    const sized = polygons
      .map(({ shape, centre }) => ({ centre, area: area.area(shape) }))
      .sort((a, b) => b.area - a.area)
    centres.set(code, { centre: sized[0].centre, area: sized.reduce((sum, one) => sum + one.area, 0) })
  }
  return centres
}

const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

const centres = new Map([...centresOf(fine), ...centresOf(middle)])
const world = Object.fromEntries(Object.entries(frames).map(([name, frame]) => [name, drawn(frame, middle, centres)]))
// Where an inset shows a place, the world need not crowd it.
for (const { places } of [world.europe, world.antilles])
  for (const code of Object.keys(places)) {
    const { path } = world.world.places[code] ?? {}
    if (path) world.world.places[code] = { path }
    else delete world.world.places[code]
  }
writeFileSync(out, `${JSON.stringify(world, null, 2)}\n`)
for (const [name, frame] of Object.entries(world))
  console.log(`${name}: ${Object.keys(frame.places).length} places, ${JSON.stringify(frame).length} bytes`)
