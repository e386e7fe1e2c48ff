/** Somewhere in the portal to go to. */
export type Place = { href: string; label: string; hint: string | null }
export type PlaceGroup = { label: string; items: Place[] }

/** Finds places by name; without one, what is nearest at hand. */
export type FindPlaces = (formData: FormData) => Promise<PlaceGroup[]>
