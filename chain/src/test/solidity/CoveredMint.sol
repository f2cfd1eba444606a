// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "AggregatorV3Interface.sol";

interface SolvencyFigures is AggregatorV3Interface {
    function figures() external view returns (uint128 reserves, uint128 liabilities, uint64 asOf);
}

/// How an integrator may use a feed: it mints no more than the reserves, from fresh figures alone, and nothing while
/// the exchange owes more than it holds.
contract CoveredMint {
    SolvencyFigures public immutable FEED;
    uint256 public immutable OLDEST;
    uint256 public totalSupply;

    error Stale(uint256 asOf);
    error Short(uint256 reserves, uint256 liabilities);
    error Uncovered(uint256 supply, int256 reserves);

    constructor(SolvencyFigures feed, uint256 oldest) {
        FEED = feed;
        OLDEST = oldest;
    }

    function mint(uint256 amount) external {
        (uint128 reserves, uint128 liabilities,) = FEED.figures();
        if (reserves < liabilities) revert Short(reserves, liabilities);
        (, int256 answer,, uint256 updatedAt,) = FEED.latestRoundData();
        if (updatedAt + OLDEST < block.timestamp) revert Stale(updatedAt);
        if (int256(totalSupply + amount) > answer) revert Uncovered(totalSupply + amount, answer);
        totalSupply += amount;
    }
}
