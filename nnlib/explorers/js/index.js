export function start() {}
export default { render() {} };
