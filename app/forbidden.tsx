/** The portal refuses with 401 and 404 alone. Without this file, Next.js would send its own 403 page along with every page. */
export default function Forbidden() {
  return null
}
