declare module '*.js?worker' {
  const WorkerConstructor: new () => Worker;
  export default WorkerConstructor;
}
