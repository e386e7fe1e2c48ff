export default function StaticPage() {
  return <main>Made when it was built</main>
}
