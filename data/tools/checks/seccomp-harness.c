/*
 * Frame for the libseccomp examples: data/tools/checks/seccomp.ts puts the examples where the marker stands. Each is an ordinary
 * function; the rules it adds are recorded, then each is tried in a child process of its own, with arguments that it names and with
 * arguments just beside them. Prints one line per finding: "<page> <what happened>"; "unsupported" when filters cannot be loaded.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/mempolicy.h>
#include <linux/userfaultfd.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

#define MAX_RULES 64

struct rule {
	uint32_t action;
	int call;
	unsigned count;
	struct scmp_arg_cmp args[6];
};

/* Shared with the children. */
struct outcome {
	long value;
	int error;
	int done;
};

static struct rule rules[MAX_RULES];
static int rule_count;
/* Rules on calls of other architectures included. */
static int added;
static struct outcome *outcome;

static int record_array(scmp_filter_ctx ctx, uint32_t action, int call, unsigned count,
			const struct scmp_arg_cmp *args)
{
	int rc = seccomp_rule_add_array(ctx, action, call, count, args);
	added += rc == 0;
	/* Pseudo numbers are calls of other architectures: nothing to try here. */
	if (rc == 0 && call >= 0 && rule_count < MAX_RULES) {
		struct rule *rule = &rules[rule_count++];
		rule->action = action;
		rule->call = call;
		rule->count = count;
		for (unsigned i = 0; i < count; i++)
			rule->args[i] = args[i];
	}
	return rc;
}

static int record(scmp_filter_ctx ctx, uint32_t action, int call, unsigned count, ...)
{
	struct scmp_arg_cmp args[6];
	va_list list;
	va_start(list, count);
	for (unsigned i = 0; i < count && i < 6; i++)
		args[i] = va_arg(list, struct scmp_arg_cmp);
	va_end(list);
	return record_array(ctx, action, call, count, args);
}

#define seccomp_rule_add record
#define seccomp_rule_add_exact record
#define seccomp_rule_add_array record_array
#define seccomp_rule_add_exact_array record_array

typedef int (*example)(scmp_filter_ctx ctx);
struct page {
	const char *name;
	example build;
};

/* @EXAMPLES@ */

static int satisfies(const struct scmp_arg_cmp *cmp, scmp_datum_t value)
{
	switch (cmp->op) {
	case SCMP_CMP_NE: return value != cmp->datum_a;
	case SCMP_CMP_LT: return value < cmp->datum_a;
	case SCMP_CMP_LE: return value <= cmp->datum_a;
	case SCMP_CMP_EQ: return value == cmp->datum_a;
	case SCMP_CMP_GE: return value >= cmp->datum_a;
	case SCMP_CMP_GT: return value > cmp->datum_a;
	case SCMP_CMP_MASKED_EQ: return (value & cmp->datum_a) == cmp->datum_b;
	default: return 0;
	}
}

/* A value for which the comparison gives `wanted`; 0 when there is none. */
static int choose(const struct scmp_arg_cmp *cmp, int wanted, scmp_datum_t *value)
{
	const scmp_datum_t a = cmp->datum_a, low = a & -a;
	const scmp_datum_t tries[] = { 0, a, a + 1, a - 1, cmp->datum_b, cmp->datum_b ^ low, ~0ULL };
	for (unsigned i = 0; i < sizeof tries / sizeof tries[0]; i++)
		if (satisfies(cmp, tries[i]) == wanted) {
			*value = tries[i];
			return 1;
		}
	return 0;
}

/* First recorded rule that refuses the call; libseccomp lets none of equal weight win by order. */
static const struct rule *refusing(int call, const scmp_datum_t *args)
{
	for (int r = 0; r < rule_count; r++) {
		unsigned met = 0;
		for (unsigned i = 0; i < rules[r].count; i++)
			met += satisfies(&rules[r].args[i], args[rules[r].args[i].arg]);
		if (rules[r].call == call && met == rules[r].count && rules[r].action != SCMP_ACT_ALLOW &&
		    rules[r].action != SCMP_ACT_LOG)
			return &rules[r];
	}
	return NULL;
}

static int load(example build)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int rc;
	rule_count = 0;
	if (!ctx)
		return -ENOMEM;
	rc = build(ctx);
	if (rc == 0)
		rc = seccomp_load(ctx);
	seccomp_release(ctx);
	return rc;
}

/* Runs one call in a child, under the filter of `build` or under none; returns the child's wait status. */
static int try(example build, int call, const scmp_datum_t *a)
{
	int status = 0;
	pid_t pid;
	memset(outcome, 0, sizeof *outcome);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		if (build && load(build) != 0)
			_exit(99);
		errno = 0;
		outcome->value = syscall(call, a[0], a[1], a[2], a[3], a[4], a[5]);
		outcome->error = outcome->value == -1 ? errno : 0;
		outcome->done = 1;
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return status;
}

static void try_rule(const struct page *page, const struct rule *rule)
{
	const char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, rule->call);
	scmp_datum_t args[6] = { 0 };
	for (unsigned i = 0; i < rule->count; i++)
		if (!choose(&rule->args[i], 1, &args[rule->args[i].arg])) {
			printf("%s the rule on %s can never match\n", page->name, name);
			return;
		}
	if (refusing(rule->call, args)) {
		const int status = try(page->build, rule->call, args);
		const uint32_t kind = rule->action & 0xffff0000U;
		/* Errno 0 answers success without running the call. */
		const long answer = (rule->action & 0xffff) == 0 ? 0 : -1;
		if (kind == SCMP_ACT_ERRNO(0) &&
		    !(outcome->done && outcome->value == answer && outcome->error == (int)(rule->action & 0xffff)))
			printf("%s %s is not refused with errno %u: value %ld, errno %d, status %d\n", page->name,
			       name, rule->action & 0xffff, outcome->value, outcome->error, status);
		if ((kind == SCMP_ACT_KILL_PROCESS || kind == SCMP_ACT_KILL_THREAD || kind == SCMP_ACT_TRAP) &&
		    !(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS))
			printf("%s %s does not kill\n", page->name, name);
	}
	/* One comparison at a time just misses: the call must behave as without a filter. */
	for (unsigned i = 0; i < rule->count; i++) {
		scmp_datum_t beside[6];
		struct outcome free_run;
		memcpy(beside, args, sizeof beside);
		if (!choose(&rule->args[i], 0, &beside[rule->args[i].arg]) || refusing(rule->call, beside))
			continue;
		try(NULL, rule->call, beside);
		free_run = *outcome;
		try(page->build, rule->call, beside);
		if (free_run.done != outcome->done || free_run.error != outcome->error)
			printf("%s %s is refused although argument %u does not match: errno %d, without filter %d\n",
			       page->name, name, rule->args[i].arg, outcome->error, free_run.error);
	}
}

/* What every program needs must still work: memory, a library with code of its own, a file. */
static void try_ordinary_program(const struct page *page)
{
	int status = 0;
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		void *memory;
		int fd;
		const int rc = load(page->build);
		if (rc != 0) {
			printf("%s seccomp_load or a rule fails: %s\n", page->name, strerror(-rc));
			fflush(stdout);
			_exit(0);
		}
		memory = malloc(1 << 20);
		fd = open("/proc/self/status", O_RDONLY);
		if (!memory || fd < 0)
			printf("%s malloc() or open() fails under the filter\n", page->name);
		if (!dlopen("libm.so.6", RTLD_NOW))
			printf("%s dlopen() fails under the filter: %s\n", page->name, dlerror());
		fflush(stdout);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	if (!WIFEXITED(status))
		printf("%s an ordinary program dies under the filter, signal %d\n", page->name, WTERMSIG(status));
}

int main(void)
{
	scmp_filter_ctx probe = seccomp_init(SCMP_ACT_ALLOW);
	outcome = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (!probe || outcome == MAP_FAILED || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_GET_SECCOMP) < 0) {
		puts("- unsupported");
		return 0;
	}
	seccomp_release(probe);
	for (const struct page *page = pages; page->name; page++) {
		struct rule mine[MAX_RULES];
		scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
		int count;
		rule_count = added = 0;
		if (page->build(ctx) != 0 || added == 0)
			printf("%s adds no rule\n", page->name);
		seccomp_release(ctx);
		count = rule_count;
		memcpy(mine, rules, sizeof mine);
		try_ordinary_program(page);
		for (int r = 0; r < count; r++) {
			memcpy(rules, mine, sizeof mine);
			rule_count = count;
			try_rule(page, &mine[r]);
		}
		printf("%s done %d\n", page->name, count);
	}
	return 0;
}
